"""The shape of JUnit XML as the Jenkins xunit plugin's junit-10.xsd and the servers that follow it
take it: elements, attributes, and counts that add up."""
import re
import xml.etree.ElementTree as ElementTree

COUNT = re.compile(r"\d+\Z")
TIME = re.compile(r"\d+(\.\d+)?\Z")
ATTRIBUTES = {
    "testsuites": {"name", "time", "tests", "failures", "errors", "disabled"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname",
                  "id", "package", "disabled", "group", "file", "log", "url", "version"},
    "testcase": {"name", "classname", "time", "assertions", "status", "group", "file", "line"},
    "failure": {"message", "type"},
    "error": {"message", "type"},
    "skipped": {"message", "type"},
    "system-out": set(),
    "system-err": set(),
}
CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testsuite", "properties", "testcase", "system-out", "system-err"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
}
REQUIRED = {"testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"name", "classname"},
            "testsuites": {"tests", "failures", "errors"}, "failure": {"message", "type"},
            "error": {"message", "type"}}


class Shape(Exception):
    pass


def check_element(element):
    tag = element.tag
    if tag not in ATTRIBUTES:
        raise Shape("an element " + tag)
    for name in REQUIRED.get(tag, ()):
        if name not in element.attrib:
            raise Shape("%s without %s" % (tag, name))
    for name, value in element.attrib.items():
        if name not in ATTRIBUTES[tag]:
            raise Shape("%s with %s" % (tag, name))
        if name in ("tests", "failures", "errors", "skipped") and not COUNT.match(value):
            raise Shape("%s of %s is %r" % (name, tag, value))
        if name == "time" and not TIME.match(value):
            raise Shape("time is %r" % value)
    for child in element:
        if child.tag not in CHILDREN.get(tag, ()):
            raise Shape("%s inside of %s" % (child.tag, tag))
        check_element(child)
    if tag not in ("failure", "error", "skipped", "system-out", "system-err"):
        if (element.text or "").strip():
            raise Shape("text inside of " + tag)


def check_counts(suite):
    cases = suite.findall(".//testcase")
    for name, tag in (("failures", "failure"), ("errors", "error")):
        if int(suite.get(name)) != sum(case.find(tag) is not None for case in cases):
            raise Shape("%s of %s do not add up" % (name, suite.get("name")))
    if int(suite.get("tests")) != len(cases):
        raise Shape("tests of %s do not add up" % suite.get("name"))
    if not cases:
        raise Shape("no test case at all")


def check_junit(text):
    """Raises Shape, or ParseError for what is no XML. Returns the root."""
    root = ElementTree.fromstring(text)
    if root.tag != "testsuites":
        raise Shape("the root is " + root.tag)
    check_element(root)
    for suite in [root] + root.findall("testsuite"):
        check_counts(suite)
    return root
