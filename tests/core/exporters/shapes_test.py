"""The committed reports of tests/cases/exporters, which check_report_test.cpp compares with what the
program writes, have the shapes of their formats; and the checks see what is broken."""
import copy
import json
import pathlib
import sys
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import html_shape
import junit_shape
import sarif_shape

CASES = pathlib.Path(__file__).parents[2] / "cases" / "exporters"


def read(case, suffix):
    return (CASES / case / ("expected." + suffix)).read_text(encoding="utf-8")


def cases():
    names = sorted(path.name for path in CASES.iterdir())
    assert names, "no case"
    return names


class Sarif(unittest.TestCase):
    def test_every_case_is_valid(self):
        for case in cases():
            with self.subTest(case):
                sarif_shape.check_sarif(json.loads(read(case, "sarif")))

    def test_what_is_broken_is_seen(self):
        good = json.loads(read("check_every_member", "sarif"))
        results = good["runs"][0]["results"]
        self.assertTrue(any("fixes" in r for r in results))

        def run(log):
            return log["runs"][0]

        def first(log):
            return run(log)["results"][0]
        mutations = [
            lambda log: log.update(version="2.0.0"),
            lambda log: log.update(results=[]),
            lambda log: log.pop("runs"),
            lambda log: run(log).pop("tool"),
            lambda log: run(log)["tool"]["driver"].pop("name"),
            lambda log: run(log)["tool"]["driver"]["rules"].append({"name": "x"}),
            lambda log: run(log)["tool"]["driver"]["rules"][0]["shortDescription"].pop("text"),
            lambda log: run(log)["tool"]["driver"]["rules"][1].update(id="YS1003"),
            lambda log: run(log)["tool"]["driver"]["rules"][0]["defaultConfiguration"].update(level="info"),
            lambda log: run(log)["tool"]["driver"]["notifications"].clear(),
            lambda log: run(log)["invocations"][0].pop("executionSuccessful"),
            lambda log: run(log)["invocations"][0].update(executionSuccessful="yes"),
            lambda log: run(log)["invocations"][0]["toolExecutionNotifications"][0].pop("message"),
            lambda log: run(log)["originalUriBaseIds"].pop("%SRCROOT%"),
            lambda log: run(log).update(columnKind="bytes"),
            lambda log: first(log).pop("message"),
            lambda log: first(log).update(severity="error"),
            lambda log: first(log).update(level="information"),
            lambda log: first(log).update(ruleIndex=1),
            lambda log: first(log).update(ruleIndex="0"),
            lambda log: first(log)["message"].update(text="input {0}"),
            lambda log: first(log)["message"].update(text="see [this](1)"),
            lambda log: first(log)["message"].update(text=""),
            lambda log: first(log).update(locations=[]),
            lambda log: first(log)["locations"][0]["physicalLocation"].pop("artifactLocation"),
            lambda log: first(log)["locations"][0]["physicalLocation"]["region"].update(startLine=0),
            lambda log: first(log)["locations"][0]["physicalLocation"]["region"].pop("startLine"),
            lambda log: first(log)["locations"][0]["physicalLocation"]["artifactLocation"].update(uri="a b"),
            lambda log: first(log)["locations"][0]["physicalLocation"]["artifactLocation"].update(uri="100%"),
            lambda log: first(log)["locations"][0]["physicalLocation"]["artifactLocation"].update(uri="/abs"),
            lambda log: first(log)["locations"][0]["physicalLocation"]["artifactLocation"].pop("uriBaseId"),
            lambda log: first(log)["relatedLocations"][1].update(id=1),
            lambda log: first(log)["partialFingerprints"].update(x=1),
            lambda log: first(log).pop("suppressions"),
            lambda log: first(log).update(suppressions=[{"justification": "x"}]),
            lambda log: first(log).update(suppressions=[{"kind": "baseline"}]),
            lambda log: first(log).update(baselineState="same"),
            lambda log: first(log)["fixes"][0].pop("artifactChanges"),
            lambda log: first(log)["fixes"][0]["artifactChanges"][0].update(replacements=[]),
            lambda log: first(log)["fixes"][0]["artifactChanges"][0]["replacements"][0].pop("deletedRegion"),
            lambda log: first(log)["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"].update(endLine=1),
            lambda log: first(log)["fixes"][0]["artifactChanges"][0]["replacements"][0].update(insertedContent="x"),
        ]
        for number, mutate in enumerate(mutations):
            log = copy.deepcopy(good)
            mutate(log)
            with self.subTest(number), self.assertRaises(sarif_shape.Shape):
                sarif_shape.check_sarif(log)

    def test_what_could_not_be_judged_is_a_notification_and_no_success(self):
        invocation = json.loads(read("check_every_member", "sarif"))["runs"][0]["invocations"][0]
        self.assertFalse(invocation["executionSuccessful"])
        self.assertEqual([one["descriptor"]["id"] for one in invocation["toolExecutionNotifications"]],
                         ["not_judged"])
        empty = json.loads(read("check_empty_corpus", "sarif"))["runs"][0]["invocations"][0]
        self.assertFalse(empty["executionSuccessful"])
        self.assertTrue(json.loads(read("check_all_safe", "sarif"))["runs"][0]["invocations"][0]
                        ["executionSuccessful"])

    def test_a_fix_applied_to_the_source_gives_the_new_lines(self):
        log = json.loads(read("check_every_member", "sarif"))
        change = log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
        before = "    yield context.call_activity(\"ChargeCard\", x)"
        source = ["line %d" % i for i in range(1, 20)]
        source[13] = before
        region = change["deletedRegion"]
        self.assertEqual((region["startLine"], region["startColumn"], region["endLine"]), (14, 1, 14))
        line = source[13]
        mended = line[:region["startColumn"] - 1] + change["insertedContent"]["text"] + line[
            region["endColumn"] - 1:]
        self.assertEqual(mended, "    yield context.call_activity(\"Charge\", x)")


class Junit(unittest.TestCase):
    def test_every_case_is_valid(self):
        for case in cases():
            with self.subTest(case):
                junit_shape.check_junit(read(case, "xml"))

    def test_states_are_failures_and_errors(self):
        root = junit_shape.check_junit(read("check_every_member", "xml"))
        found = {case.get("name"): sorted(child.tag for child in case)
                 for case in root.iter("testcase")}
        self.assertEqual(found["order-42 (order 42.json)"], ["failure", "system-out"])
        self.assertEqual(found["cut.json"], ["error", "system-out"])
        self.assertEqual(found["order-42 (safe.json)"], ["system-out"])
        failure = root.find(".//failure")
        self.assertEqual(failure.get("type"), "YS1003")
        self.assertIn("expected: activity Charge(", failure.text)

    def test_an_empty_corpus_is_an_error(self):
        root = junit_shape.check_junit(read("check_empty_corpus", "xml"))
        self.assertEqual((root.get("tests"), root.get("errors")), ("1", "1"))

    def test_what_is_broken_is_seen(self):
        good = read("check_every_member", "xml")
        for before, after in [("<testsuites ", "<suites "), (" tests=\"", " test=\""),
                              (" failures=\"", " failures=\"9"), (" errors=\"", " errors=\"x"),
                              (" time=\"0\"", " time=\"1,5\""), ("<system-out>", "<output>"),
                              ("</testsuite>", ""), ("&lt;/script", "</script"),
                              ("<failure ", "<failure line=\"1\" "), (" classname=", " class="),
                              ("\\x1b", "\x1b"), ("\\ufffe", "\ufffe"), ("&amp;", "&")]:
            with self.subTest(before), self.assertRaises((junit_shape.Shape, ElementTree.ParseError)):
                self.assertIn(before, good)
                junit_shape.check_junit(good.replace(before, after))


class Html(unittest.TestCase):
    def test_every_case_is_valid(self):
        for case in cases():
            with self.subTest(case):
                html_shape.check_html(read(case, "html"))

    def test_what_is_broken_is_seen(self):
        good = read("check_every_member", "html")
        for before, after in [("&lt;script", "<script"), ("<body>", "<body onload=\"x\">"),
                              ("default-src 'none'", "default-src *"), ("--window:", "--w:"),
                              ("\\u202e", "\u202e"), ("\\x1b", "\x1b"), ("</table>", ""),
                              ("href=\"#h1\"", "href=\"https://example.org\""),
                              ("id=\"h1\"", "id=\"h2\""), ("href=\"#fresh\"", "href=\"#none\""),
                              ("<footer>", "<footer style=\"x\">"), ("<h1>", "<img><h1>")]:
            with self.subTest(before), self.assertRaises(html_shape.Shape):
                self.assertIn(before, good)
                html_shape.check_html(good.replace(before, after))


class Json(unittest.TestCase):
    def test_every_member_that_format_md_names_is_there_and_no_other(self):
        result = json.loads(read("check_every_member", "json"))
        self.assertEqual((result["format"], result["version"]), ("yieldscope-check", 1))
        named = (CASES.parents[2] / "core/exporters/FORMAT.md").read_text(encoding="utf-8")

        def members(value):
            if isinstance(value, dict):
                for key, one in value.items():
                    yield key
                    yield from members(one)
            elif isinstance(value, list):
                for one in value:
                    yield from members(one)
        for member in sorted(set(members(result))):
            with self.subTest(member):
                self.assertIn("`%s`" % member, named)


if __name__ == "__main__":
    unittest.main()
