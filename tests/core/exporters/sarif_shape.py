"""The shape of SARIF 2.1.0 (OASIS Standard, 27 March 2020) as far as yieldscope writes it: which
members an object must and may have, their types and enums, and what the prose asks beyond that.
Written from the specification; its section stands beside each object."""
import re

LEVELS = {"none", "note", "warning", "error"}
URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:)?([A-Za-z0-9._~!$&'()*+,;=:@/?#\[\]-]|%[0-9A-Fa-f]{2})*\Z")


class Shape(Exception):
    """What is wrong, with its JSON pointer in front."""


def text(value, at):
    if not isinstance(value, str):
        raise Shape(at + " is no string")


def filled(value, at):
    text(value, at)
    if not value:
        raise Shape(at + " is empty")


def boolean(value, at):
    if not isinstance(value, bool):
        raise Shape(at + " is no boolean")


def integer(least):
    def check(value, at):
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise Shape("%s is no integer from %d" % (at, least))
    return check


def one_of(names):
    def check(value, at):
        if value not in names:
            raise Shape("%s is %r" % (at, value))
    return check


def uri(value, at):
    text(value, at)
    if not URI.match(value):
        raise Shape(at + " is no URI reference")


def list_of(check_one, unique=False):
    def check(value, at):
        if not isinstance(value, list):
            raise Shape(at + " is no array")
        for i, one in enumerate(value):
            check_one(one, "%s/%d" % (at, i))
        if unique and any(a == b for i, a in enumerate(value) for b in value[:i]):
            raise Shape(at + " holds the same item twice")
    return check


def map_of(check_one):
    def check(value, at):
        if not isinstance(value, dict):
            raise Shape(at + " is no object")
        for key, one in value.items():
            check_one(one, at + "/" + key)
    return check


def bag(value, at):
    map_of(lambda one, where: None)(value, at)


def of(required, **members):
    """An object that has all of `required` and nothing but `members` and a property bag."""
    members["properties"] = bag

    def check(value, at):
        if not isinstance(value, dict):
            raise Shape(at + " is no object")
        for key in required.split():
            if key not in value:
                raise Shape("%s has no %s" % (at, key))
        for key, one in value.items():
            if key not in members:
                raise Shape("%s/%s is no member of that object" % (at, key))
            members[key](one, at + "/" + key)
    return check


def any_of(check_all, *keys):
    def check(value, at):
        check_all(value, at)
        if not any(key in value for key in keys):
            raise Shape("%s has none of %s" % (at, ", ".join(keys)))
    return check


def plain_message(value, at):
    """3.11.5, 3.11.6: a brace is doubled, a bracket that would begin a link is escaped."""
    filled(value, at)
    if re.search(r"[{}]", value.replace("{{", "").replace("}}", "")):
        raise Shape(at + " has a single brace")
    if re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", value):
        raise Shape(at + " has a link by accident")


MESSAGE = any_of(of("", text=plain_message, markdown=text, id=text, arguments=list_of(text)),
                 "text", "id")                                                            # 3.11
MULTIFORMAT = of("text", text=plain_message, markdown=text)                               # 3.12
ARTIFACT_LOCATION = of("", uri=uri, uriBaseId=filled, index=integer(-1), description=MESSAGE)  # 3.4
CONTENT = of("", text=text, binary=text, rendered=MULTIFORMAT)                            # 3.3
REGION = of("", startLine=integer(1), startColumn=integer(1), endLine=integer(1),
            endColumn=integer(1), charOffset=integer(-1), charLength=integer(0),
            byteOffset=integer(-1), byteLength=integer(0), snippet=CONTENT, message=MESSAGE,
            sourceLanguage=text)                                                          # 3.30
PHYSICAL = any_of(of("", artifactLocation=ARTIFACT_LOCATION, region=REGION, contextRegion=REGION,
                     address=bag), "artifactLocation", "address")                         # 3.29
LOGICAL = of("", name=text, fullyQualifiedName=text, decoratedName=text, kind=filled,
             parentIndex=integer(-1), index=integer(-1))                                  # 3.33
LOCATION = of("", id=integer(-1), physicalLocation=PHYSICAL,
              logicalLocations=list_of(LOGICAL, unique=True), message=MESSAGE,
              annotations=list_of(REGION, unique=True))                                   # 3.28
DESCRIPTOR = of("id", id=filled, guid=text, name=text, shortDescription=MULTIFORMAT,
                fullDescription=MULTIFORMAT, help=MULTIFORMAT, helpUri=uri,
                messageStrings=map_of(MULTIFORMAT),
                defaultConfiguration=of("", enabled=boolean, level=one_of(LEVELS)))       # 3.49, 3.50
DESCRIPTOR_REFERENCE = any_of(of("", id=filled, index=integer(-1), guid=text), "id", "index", "guid")
COMPONENT = of("name", name=filled, version=filled, semanticVersion=filled, informationUri=uri,
               organization=text, fullName=text, shortDescription=MULTIFORMAT,
               fullDescription=MULTIFORMAT, rules=list_of(DESCRIPTOR, unique=True),
               notifications=list_of(DESCRIPTOR, unique=True))                            # 3.19
NOTIFICATION = of("message", message=MESSAGE, level=one_of(LEVELS), descriptor=DESCRIPTOR_REFERENCE,
                  associatedRule=DESCRIPTOR_REFERENCE, locations=list_of(LOCATION, unique=True))  # 3.58
INVOCATION = of("executionSuccessful", executionSuccessful=boolean, commandLine=text,
                exitCode=integer(-255), toolExecutionNotifications=list_of(NOTIFICATION),
                toolConfigurationNotifications=list_of(NOTIFICATION))                     # 3.20
REPLACEMENT = of("deletedRegion", deletedRegion=REGION, insertedContent=CONTENT)          # 3.57
CHANGE = of("artifactLocation replacements", artifactLocation=ARTIFACT_LOCATION,
            replacements=list_of(REPLACEMENT))                                            # 3.56
FIX = of("artifactChanges", description=MESSAGE, artifactChanges=list_of(CHANGE, unique=True))  # 3.55
SUPPRESSION = of("kind", kind=one_of({"inSource", "external"}), justification=filled,
                 status=one_of({"accepted", "underReview", "rejected"}), location=LOCATION)  # 3.35
RESULT = of("message", ruleId=filled, ruleIndex=integer(-1), level=one_of(LEVELS), message=MESSAGE,
            kind=one_of({"pass", "open", "informational", "notApplicable", "review", "fail"}),
            locations=list_of(LOCATION), relatedLocations=list_of(LOCATION, unique=True),
            partialFingerprints=map_of(filled), fingerprints=map_of(filled),
            suppressions=list_of(SUPPRESSION, unique=True), fixes=list_of(FIX, unique=True),
            baselineState=one_of({"new", "unchanged", "updated", "absent"}))              # 3.27
RUN = of("tool", tool=of("driver", driver=COMPONENT), invocations=list_of(INVOCATION),
         originalUriBaseIds=map_of(ARTIFACT_LOCATION), results=list_of(RESULT),
         columnKind=one_of({"utf16CodeUnits", "unicodeCodePoints"}))                      # 3.14
LOG = of("version runs", version=one_of({"2.1.0"}), runs=list_of(RUN))                    # 3.13
LOG_WITH_SCHEMA = LOG


def every(value, key):
    """All values of that key, wherever they stand."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name == key:
                yield one
            elif name != "properties":
                yield from every(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from every(one, key)


def check_region(region):
    if "startLine" not in region:
        raise Shape("a region has no startLine")
    if region.get("endLine", region["startLine"]) < region["startLine"]:
        raise Shape("a region ends before it begins")
    if region.get("endLine", region["startLine"]) == region["startLine"]:
        if region.get("endColumn", 10 ** 9) < region.get("startColumn", 1):
            raise Shape("a region ends before it begins")


def check_run(run):
    rules = [rule["id"] for rule in run["tool"]["driver"].get("rules", [])]
    notices = [one["id"] for one in run["tool"]["driver"].get("notifications", [])]
    if len(set(rules)) < len(rules):
        raise Shape("two rules have one id")
    for result in run["results"]:
        if "ruleIndex" in result and rules[result["ruleIndex"]] != result.get("ruleId"):
            raise Shape("ruleIndex and ruleId name two rules")
        if not result.get("locations"):
            raise Shape("a result has no location")
        ids = [one["id"] for one in result.get("relatedLocations", []) if "id" in one]
        if len(set(ids)) < len(ids):
            raise Shape("two related locations have one id")
        if "suppressions" not in result:
            raise Shape("a result without suppressions beside some with them")
    for notification in every(run.get("invocations", []), "descriptor"):
        if notification["id"] not in notices:
            raise Shape("a notification names no descriptor of the driver")
    for location in every(run, "artifactLocation"):
        base = location.get("uriBaseId")
        if base is not None and base not in run.get("originalUriBaseIds", {}):
            raise Shape("a uriBaseId that originalUriBaseIds does not have")
        if base is not None and re.match("[A-Za-z][A-Za-z0-9+.-]*:|/", location["uri"]):
            raise Shape("an absolute URI with a base")
        if base is None and not re.match("[A-Za-z][A-Za-z0-9+.-]*:", location["uri"]):
            raise Shape("a relative URI without a base")
    for key in ("region", "deletedRegion"):
        for region in every(run, key):
            check_region(region)
    for change in every(run, "artifactChanges"):
        for one in change:
            if not one["replacements"]:
                raise Shape("a change that changes nothing")


def check_sarif(log):
    LOG_WITH_SCHEMA(log, "")
    for run in log["runs"]:
        check_run(run)
