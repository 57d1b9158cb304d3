// Causes proven by experiment, over the real Python runtime: code that leaves a history of one call
// to activity A, by one condition or another.
#include "core/session/prove.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

namespace core::session {
namespace {

namespace fs = std::filesystem;
using model::Condition;
using model::Confidence;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* kHistory = R"({"instanceId":"one","isReplaying":false,"input":null,
"parentInstanceId":null,"upperSchemaVersion":1,"history":[
{"EventType":12,"EventId":-1,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:00.0000000Z"},
{"EventType":0,"EventId":-1,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:00.1000000Z",
 "Name":"flow","Version":"","Input":null,"ParentInstance":null,
 "OrchestrationInstance":{"InstanceId":"one","ExecutionId":"e"}},
{"EventType":4,"EventId":0,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:00.2000000Z",
 "Name":"A","Version":"","Input":"[\"old\"]"},
{"EventType":13,"EventId":-1,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:00.3000000Z"}]})";

class Prove : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(testing::TempDir()) /
        ("prove_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    std::ofstream(folder_ / "history.json") << kHistory;
    ::setenv("SHOP_MODE", "new", 1);
  }
  void TearDown() override {
    ::unsetenv("SHOP_MODE");
    fs::remove_all(folder_);
  }

  SnapshotPtr loaded() {
    base::Progress progress;
    const base::WorkContext unstopped{progress, {}};
    auto document = open_document(folder_ / "history.json", unstopped);
    EXPECT_TRUE(document.ok());
    auto snapshot = load(*document.value(), 0, unstopped);
    EXPECT_TRUE(snapshot.ok());
    return snapshot.value();
  }

  /// Replays the code and runs the experiments.
  base::Result<SnapshotPtr> try_code(const std::string& code) {
    std::ofstream(folder_ / "flow.py") << code;
    request_.target = (folder_ / "flow.py").string() + ":flow";
    return prove(loaded(), request_, work());
  }

  void run(const std::string& code) {
    auto proven = try_code(code);
    ASSERT_TRUE(proven.ok()) << base::to_text(proven.error());
    snapshot_ = proven.value();
    ASSERT_EQ(snapshot_->trace->experiments.size(), 5U);
    EXPECT_EQ(snapshot_->trace->findings, snapshot_->findings);
  }

  const model::Experiment& experiment(Condition condition) const {
    for (const auto& one : snapshot_->trace->experiments) {
      if (one.condition == condition) return one;
    }
    throw std::logic_error("every condition has its experiment");
  }

  /// The conditions that changed something.
  std::vector<Condition> changed() const {
    std::vector<Condition> conditions;
    for (const auto& one : snapshot_->trace->experiments) {
      if (one.has_changed) conditions.push_back(one.condition);
    }
    return conditions;
  }

  model::Finding finding(const std::string& id) const {
    for (const auto& one : snapshot_->findings) {
      if (one.id == id) return one;
    }
    ADD_FAILURE() << "no " << id;
    model::Finding none;
    none.causes.emplace_back();
    return none;
  }

  /// The first cause of the finding, which has to be proven and to stand at that line.
  std::string proven_cause(const std::string& id, std::uint32_t line) const {
    const model::Finding found = finding(id);
    if (found.causes.empty()) return "none";
    EXPECT_EQ(found.causes[0].confidence, Confidence::proven);
    EXPECT_EQ(found.causes[0].place.line, line);
    EXPECT_EQ(found.cause, found.causes[0].text);
    return found.causes[0].text;
  }

  const base::WorkContext& work() { return work_; }

  fs::path folder_;
  ReplayRequest request_;
  SnapshotPtr snapshot_;
  base::Progress progress_;
  std::stop_source stop_;
  base::WorkContext work_{progress_, stop_.get_token()};
};

TEST_F(Prove, TheClock) {
  run("from datetime import datetime as dt\n"
      "def flow(context):\n"
      "    late = dt.now().year >= 2025\n"
      "    yield context.call_activity('B' if late else 'A', 'old')\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::clock));
  EXPECT_EQ(proven_cause("YS1003", 3),
            "The clock, by datetime.datetime.now() at flow.py:3: with the clock shifted the code "
            "does \"activity B(\"old\")\" instead of \"activity A(\"old\")\" (as recorded).");
  EXPECT_EQ(finding("YS1003").fix, "Use context.current_utc_datetime.");
  ASSERT_TRUE(finding("YS1003").edit);
  EXPECT_EQ(finding("YS1003").edit->line, 3U);
  EXPECT_EQ(progress_.done(), 5U);
}

TEST_F(Prove, RandomNumbers) {
  run("import random\n"
      "def flow(context):\n"
      "    number = random.randint(1, 1000000)\n"
      "    yield context.call_activity('B%d' % number, 'old')\n");
  EXPECT_THAT(changed(), testing::Contains(Condition::random));
  EXPECT_THAT(changed(), testing::Not(testing::Contains(Condition::clock)));
  EXPECT_THAT(proven_cause("YS1003", 3),
              StartsWith("Random numbers, by random.randint() at flow.py:3: with others the code "
                         "does \"activity B"));
}

TEST_F(Prove, ACoinThatFallsTheSameWayAtFirst) {
  run("import random\n"
      "def flow(context):\n"
      "    yield context.call_activity('B' if random.random() < 0.8 else 'C', 'old')\n");
  EXPECT_TRUE(experiment(Condition::random).has_changed);
}

TEST_F(Prove, OneDrawInAMillion) {
  run("import random\n"
      "def flow(context):\n"
      "    if random.random() < 0.000001:\n"
      "        yield context.call_activity('A', 'old')\n"
      "    yield context.call_activity('B', 'old')\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::random));
  EXPECT_THAT(proven_cause("YS1003", 3), HasSubstr("\"activity A(\"old\")\" (as recorded)"));
}

TEST_F(Prove, ALimitThatIsMissing) {
  run("import os\n"
      "def flow(context):\n"
      "    limit = int(os.environ.get('SHOP_LIMIT', '100'))\n"
      "    yield context.call_activity('B' if 500 > limit else 'A', 'old')\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::environment));
  EXPECT_EQ(experiment(Condition::environment).after,
            "activity A(\"old\") (with every variable that is not set answering \"1000000000\")");
}

TEST_F(Prove, ANewIdInAnInput) {
  run("import uuid\n"
      "def flow(context):\n"
      "    yield context.call_activity('A', str(uuid.uuid4()))\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::none, Condition::random));
  EXPECT_THAT(proven_cause("YS1008", 3),
              StartsWith("Random numbers, by uuid.uuid4() at flow.py:3"));
  EXPECT_EQ(finding("YS1008").fix, "Use context.new_guid() or context.new_uuid().");
}

TEST_F(Prove, TheOrderOfASet) {
  run("def flow(context):\n"
      "    for city in {'Oslo', 'Bergen', 'Molde', 'Bodo', 'Tromso', 'Hamar'}:\n"
      "        yield context.call_activity(city, 'old')\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::hash_seed));
  EXPECT_THAT(proven_cause("YS1003", 2), StartsWith("Hashing, by the order of "));
}

TEST_F(Prove, ASettingThatIsSet) {
  run("import os\n"
      "def flow(context):\n"
      "    mode = os.environ.get('SHOP_MODE')\n"
      "    yield context.call_activity('B' if mode == 'new' else 'A', 'old')\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::environment));
  EXPECT_EQ(
      proven_cause("YS1003", 3),
      "The environment, by os.environ['SHOP_MODE'] at flow.py:3: with the environment changed "
      "the code does \"activity A(\"old\")\" (as recorded) instead of "
      "\"activity B(\"old\")\".");
}

TEST_F(Prove, ASettingThatIsMissing) {
  run("import os\n"
      "def flow(context):\n"
      "    yield context.call_activity('A' if os.getenv('SHOP_FLAG') else 'B', 'old')\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::environment));
  EXPECT_EQ(experiment(Condition::environment).after,
            "activity A(\"old\") (with every variable that is not set answering \"1\")");
  EXPECT_THAT(proven_cause("YS1003", 3), HasSubstr("os.environ['SHOP_FLAG'] at flow.py:3"));
}

TEST_F(Prove, AnImportThatNeedsASettingGetsOne) {
  run("import os\n"
      "MODE = os.environ['SHOP_MODE']\n"
      "def flow(context):\n"
      "    yield context.call_activity('A' + MODE, 'old')\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::environment));
  EXPECT_EQ(experiment(Condition::environment).after,
            "activity A1(\"old\") (with every variable that is not set answering \"1\")");
}

TEST_F(Prove, AnImportThatNeedsThatSettingKeepsIt) {
  run("import os\n"
      "MODE = {'new': 1}[os.environ['SHOP_MODE']]\n"
      "def flow(context):\n"
      "    yield context.call_activity('A' + os.environ.get('SHOP_MODE', ''), 'old')\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::environment));
  EXPECT_EQ(experiment(Condition::environment).after, "activity A(\"old\")");
}

TEST_F(Prove, WhatOnlyAnImportNeedsIsNotTold) {
  run("import os\n"
      "MODE = {'new': 1}[os.environ['SHOP_MODE']]\n"
      "def flow(context):\n"
      "    yield context.call_activity('B', 'old')\n");
  EXPECT_THAT(changed(), IsEmpty());
  EXPECT_EQ(experiment(Condition::environment).not_made,
            "the project cannot be imported without its environment, which was taken away after "
            "the import only: The project could not be imported: KeyError: 'SHOP_MODE'");
}

TEST_F(Prove, WhatAModuleReadsWhileItIsImported) {
  run("import time\n"
      "STARTED = int(time.time())\n"
      "def flow(context):\n"
      "    yield context.call_activity('A', STARTED)\n");
  EXPECT_THAT(changed(), testing::Contains(Condition::clock));
  EXPECT_EQ(finding("YS1008").causes[0].confidence, Confidence::proven);
}

TEST_F(Prove, SeveralAtOnceAreTakenApart) {
  run("import os, random, time\n"
      "def flow(context):\n"
      "    name = 'A' if time.time() < 1735689600 else 'B'\n"
      "    yield context.call_activity(name, random.random())\n"
      "    yield context.call_activity('C' + os.environ['SHOP_MODE'])\n");
  EXPECT_THAT(changed(), testing::IsSupersetOf({Condition::clock, Condition::random}));
  EXPECT_THAT(experiment(Condition::environment).has_changed, false);
  EXPECT_THAT(proven_cause("YS1003", 3), StartsWith("The clock, by time.time() at flow.py:3"));
  const auto causes = finding("YS1003").causes;
  ASSERT_EQ(causes.size(), 2U);
  EXPECT_EQ(causes[1].confidence, Confidence::possible);
  EXPECT_THAT(causes[1].text, StartsWith("Random numbers, by random.random() at flow.py:4"));
}

TEST_F(Prove, ACounterOfTheModuleIsNoCondition) {
  run("COUNT = 0\n"
      "def flow(context):\n"
      "    global COUNT\n"
      "    COUNT += 1\n"
      "    yield context.call_activity('A' if COUNT < 2 else 'B', 'old')\n");
  EXPECT_THAT(changed(), IsEmpty());
  const auto causes = finding("YS1003").causes;
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].confidence, Confidence::likely);
  EXPECT_EQ(causes[0].place.line, 4U);
  EXPECT_THAT(causes[0].text, HasSubstr("COUNT"));
}

TEST_F(Prove, TheFlagOfReplay) {
  run("def flow(context):\n"
      "    if not context.is_replaying:\n"
      "        yield context.call_activity('A', 'old')\n"
      "    yield context.call_activity('B', 'old')\n");
  EXPECT_THAT(changed(), IsEmpty());
  EXPECT_EQ(finding("YS1003").causes[0].text,
            "context.is_replaying at flow.py:2 is false where the code goes on for the first time "
            "and true when that is replayed.");
}

TEST_F(Prove, DeterministicCodeIsTheSameInEveryWorld) {
  run("def flow(context):\n"
      "    yield context.call_activity('A', 'old')\n");
  EXPECT_THAT(changed(), IsEmpty());
  for (const auto& one : snapshot_->trace->experiments) EXPECT_EQ(one.not_made, "");
  EXPECT_THAT(snapshot_->findings, IsEmpty());
}

TEST_F(Prove, ChangedCodeIsTheCauseWhereNothingElseIs) {
  run("def flow(context):\n"
      "    yield context.call_activity('B', 'old')\n");
  EXPECT_THAT(changed(), IsEmpty());
  const auto causes = finding("YS1003").causes;
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].confidence, Confidence::likely);
  EXPECT_EQ(causes[0].text,
            "The code was changed after the instance had started: nothing from outside was read "
            "before this place, and no experiment changed it.");
  EXPECT_THAT(finding("YS1003").cause,
              HasSubstr("name was changed after the instance had started"));
}

TEST_F(Prove, AReadThatMakesNoDifferenceIsOnlyPossible) {
  run("import time\n"
      "def flow(context):\n"
      "    started = time.time()\n"
      "    yield context.call_activity('B', 'old')\n");
  EXPECT_THAT(changed(), IsEmpty());
  const auto causes = finding("YS1003").causes;
  ASSERT_EQ(causes.size(), 2U);
  EXPECT_THAT(causes[0].text, AllOf(StartsWith("The code was changed"),
                                    HasSubstr("no read before this place made a difference")));
  EXPECT_EQ(causes[1].confidence, Confidence::possible);
  EXPECT_EQ(causes[1].text,
            "time.time() at flow.py:3 gives each pass a value of its own, but nothing changed with "
            "the clock shifted.");
}

TEST_F(Prove, CodeThatDiffersByItselfDrownsTheExperimentsThere) {
  run("import _thread, os\n"
      "def flow(context):\n"
      "    with open('/proc/sys/kernel/random/uuid') as stream:\n"
      "        new = stream.read()\n"
      "    yield context.call_activity('A', new)\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::none));
  EXPECT_EQ(experiment(Condition::clock).not_made,
            "the code differs there by itself, also where nothing is changed");
  EXPECT_THAT(finding("YS1008").causes[0].text, HasSubstr("open(/proc/sys/kernel/random/uuid)"));
}

TEST_F(Prove, CodeThatHangsIsTriedOnceEach) {
  request_.step_seconds = 0.2;
  run("def flow(context):\n"
      "    while True:\n"
      "        pass\n"
      "    yield\n");
  EXPECT_THAT(changed(), IsEmpty());
}

TEST_F(Prove, WhatRaisesOnlyInAnotherWorldIsAChange) {
  run("import os\n"
      "def flow(context):\n"
      "    mode = os.environ['SHOP_MODE']\n"
      "    yield context.call_activity('A', 'old')\n");
  EXPECT_THAT(changed(), ElementsAre(Condition::environment));
  EXPECT_EQ(experiment(Condition::environment).after, "raised KeyError: 'SHOP_MODE'");
}

TEST_F(Prove, NativeCodeHasNoWorldOfItsOwn) {
  request_.target = "native:hello_sequence";
  auto proven = prove(loaded(), request_, work());
  ASSERT_TRUE(proven.ok()) << base::to_text(proven.error());
  snapshot_ = proven.value();
  EXPECT_THAT(changed(), IsEmpty());
  EXPECT_EQ(experiment(Condition::none).not_made, "");
  EXPECT_EQ(experiment(Condition::clock).not_made,
            "native code runs inside Yieldscope: it has no clock, random numbers, hash order or "
            "environment of its own that could be changed");
}

TEST_F(Prove, AStopIsHeard) {
  stop_.request_stop();
  const auto stopped =
      try_code("def flow(context):\n    yield context.call_activity('A', 'old')\n");
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().code, "cancelled");
}

TEST_F(Prove, ACodeThatCannotBeImportedIsAnError) {
  const auto failed = try_code("import no_such_module\n");
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, "orchestrator.import");
}

}  // namespace
}  // namespace core::session
