"""What a report in one HTML file may hold: balanced elements, nothing that runs, nothing that is
fetched, no character that changes what is seen."""
import base64
import hashlib
import re
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "link", "img", "input"}
FORBIDDEN = {"script", "link", "img", "iframe", "object", "embed", "form", "base", "input", "video",
             "audio", "image", "foreignobject", "animate", "set"}
DECEPTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e"
                       "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]")


class Shape(Exception):
    pass


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.targets, self.metas, self.style = [], [], [], [], ""

    def handle_starttag(self, tag, attrs):
        if tag in FORBIDDEN:
            raise Shape("an element " + tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "srcset", "style", "action", "background"):
                raise Shape("%s with %s" % (tag, name))
            if name in ("href", "xlink:href"):
                if not value.startswith("#"):
                    raise Shape("a link to " + value)
                self.targets.append(value[1:])
            if name == "id":
                self.ids.append(value)
        if tag == "meta":
            self.metas.append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise Shape("</%s> ends another element" % tag)

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data


def check_html(text):
    found = DECEPTIVE.search(text)
    if found:
        raise Shape("the character %r" % found.group())
    page = Page()
    page.feed(text)
    page.close()
    if page.open:
        raise Shape("never ended: " + " ".join(page.open))
    if len(set(page.ids)) < len(page.ids):
        raise Shape("two elements have one id")
    for target in page.targets:
        if target not in page.ids:
            raise Shape("a link to #%s, which is not there" % target)
    policies = [m["content"] for m in page.metas
                if m.get("http-equiv") == "Content-Security-Policy"]
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    wanted = ("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'" % digest)
    if policies != [wanted]:
        raise Shape("the policy is %r" % policies)
    if re.search(r"url\((?!['\"]?#)|@import|//", page.style):
        raise Shape("something that would be fetched")
    return page
