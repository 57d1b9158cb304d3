// Edits that findings carry: each is applied to the source, must be Python, and replaying the
// mended code must not bring the finding back.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/session/session.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;
const fs::path kSource = YIELDSCOPE_SOURCE_DIR;

struct Case {
  std::string name;
  std::string finding;  ///< whose edit is applied
  std::string head;     ///< lines before the orchestrator
  std::string body;     ///< its body, each line indented by four
  std::string after;    ///< what the edit writes
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"Clock", "YS3001", "import time\n", "    now = time.time()\n",
       "    now = context.current_utc_datetime.timestamp()"},
      {"ClockInAHelper", "YS3001",
       "from datetime import datetime\ndef due(ctx):\n    return datetime.utcnow()\n",
       "    now = str(due(context))\n", "    return ctx.current_utc_datetime"},
      {"ClockInText", "YS3001", "from datetime import datetime\n",
       "    now = f'{datetime.now()}'\n", "    now = f'{context.current_utc_datetime}'"},
      {"ClockNotRun", "YS7001", "import time\n",
       "    if context.get_input() == 77:\n        context.set_custom_status(time.time())\n",
       "        context.set_custom_status(context.current_utc_datetime.timestamp())"},
      {"Random", "YS3002", "import random\n", "    lot = random.randint(1, 6)\n",
       "    lot = random.Random(context.instance_id).randint(1, 6)"},
      {"Uuid", "YS3003", "import uuid\n", "    order = str(uuid.uuid4())\n",
       "    order = context.new_uuid()"},
      {"SleepNotRun", "YS7008", "import time\nfrom datetime import timedelta\n",
       "    if context.get_input() == 77:\n        time.sleep(5)\n",
       "        yield context.create_timer(context.current_utc_datetime + timedelta(seconds=5))"},
      {"SetOrder", "YS3008", "",
       "    for name in {'B', 'C'}:\n        yield context.call_activity(name)\n",
       "    for name in sorted({'B', 'C'}):"},
      {"Log", "YS7014", "import logging\n", "    logging.info('hello')\n",
       "    if not context.is_replaying:\n        logging.info('hello')"},
      {"NeverYielded", "YS7017", "", "    context.call_activity('Lost')\n",
       "    yield context.call_activity('Lost')"},
      {"HelperNeverRun", "YS7017",
       "def step(context):\n    yield context.call_activity('Lost')\n", "    step(context)\n",
       "    yield from step(context)"},
      {"SignalYielded", "YS2006", "import azure.durable_functions as df\n",
       "    yield context.signal_entity(df.EntityId('counter', 'a'), 'add', 1)\n",
       "    context.signal_entity(df.EntityId('counter', 'a'), 'add', 1)"},
      {"FunctionName", "YS2008",
       "import azure.durable_functions as df\napp = df.DFApp()\n"
       "@app.activity_trigger(input_name='x', activity='Real')\ndef act(x):\n    return x\n",
       "    yield context.call_activity(act, 1)\n", "    yield context.call_activity(\"Real\", 1)"},
  };
  return all;
}

class Edits : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              ("yieldscope-edit-" + GetParam().name + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& text) { std::ofstream(folder_ / "flow.py") << text; }

  SnapshotPtr replayed(const fs::path& history) {
    base::Progress progress;
    const base::WorkContext work{progress, {}};
    auto document = open_document(history, work);
    EXPECT_TRUE(document.ok());
    auto snapshot = load(*document.value(), 0, work);
    EXPECT_TRUE(snapshot.ok());
    ReplayRequest request;
    request.target = (folder_ / "flow.py").string() + ":flow";
    auto run = replay(snapshot.value(), request, work);
    EXPECT_TRUE(run.ok()) << base::to_text(run.error());
    return run.ok() ? run.value() : nullptr;
  }

  fs::path folder_;
};

const model::Finding* find(const Snapshot& snapshot, const std::string& id) {
  const auto found = std::find_if(snapshot.findings.begin(), snapshot.findings.end(),
                                  [&](const auto& finding) { return finding.id == id; });
  return found == snapshot.findings.end() ? nullptr : &*found;
}

/// The source with the edit's line written anew; the line must stand as the edit says.
std::string applied(const std::string& text, const model::Edit& edit) {
  std::istringstream lines(text);
  std::string out, line;
  for (std::uint32_t number = 1; std::getline(lines, line); ++number) {
    if (number == edit.line) {
      EXPECT_EQ(line, edit.before);
    }
    out += (number == edit.line ? edit.after : line) + "\n";
  }
  return out;
}

TEST_P(Edits, MendWhatTheFindingIsAbout) {
  const Case& one = GetParam();
  const fs::path history = kSource / "tests/cases/cli/code_reads_clock/input.json";
  const std::string text =
      one.head + "def flow(context):\n" + one.body + "    yield context.call_activity('A', 1)\n";
  write(text);
  const SnapshotPtr before = replayed(history);
  ASSERT_NE(before, nullptr);
  const model::Finding* finding = find(*before, one.finding);
  ASSERT_NE(finding, nullptr);
  ASSERT_TRUE(finding->edit.has_value());
  EXPECT_EQ(finding->edit->after, one.after);
  EXPECT_EQ(finding->edit->file, "flow.py");

  write(applied(text, *finding->edit));
  const SnapshotPtr after = replayed(history);  // an import that fails says so: it is no Python
  ASSERT_NE(after, nullptr);
  EXPECT_EQ(find(*after, one.finding), nullptr);
}

INSTANTIATE_TEST_SUITE_P(All, Edits, testing::ValuesIn(cases()),
                         [](const auto& given) { return given.param.name; });

class RenamedCall : public Edits {};

TEST_P(RenamedCall, GetsItsRecordedNameBack) {
  const fs::path sample = kSource / "traces/renamed_activity";
  std::ifstream source(sample / "orchestrator.py");
  std::stringstream text;
  text << source.rdbuf();
  std::string code = text.str();
  const std::string name = "def renamed_activity(";
  code.replace(code.find(name), name.size(), "def flow(");
  write(code);
  const SnapshotPtr before = replayed(sample / "history.json");
  ASSERT_NE(before, nullptr);
  const model::Finding* finding = find(*before, "YS1003");
  ASSERT_NE(finding, nullptr);
  ASSERT_TRUE(finding->edit.has_value());
  EXPECT_NE(finding->edit->after.find("call_activity(\"ChargeCard\", order)"), std::string::npos);

  write(applied(code, *finding->edit));
  const SnapshotPtr after = replayed(sample / "history.json");
  ASSERT_NE(after, nullptr);
  EXPECT_EQ(find(*after, "YS1003"), nullptr);
}

TEST_P(RenamedCall, AndARenamedEventIsAwaitedByItsRaisedName) {
  const fs::path broken = kSource / "tests/cases/nondeterminism/strict_event_renamed/broken";
  std::ifstream source(broken / "orchestrator.py");
  std::stringstream text;
  text << source.rdbuf();
  write(text.str());
  const SnapshotPtr before = replayed(broken / "history.json");
  ASSERT_NE(before, nullptr);
  const model::Finding* finding = find(*before, "YS1020");
  ASSERT_NE(finding, nullptr);
  ASSERT_TRUE(finding->edit.has_value());

  write(applied(text.str(), *finding->edit));
  const SnapshotPtr after = replayed(broken / "history.json");
  ASSERT_NE(after, nullptr);
  EXPECT_EQ(find(*after, "YS1020"), nullptr);
  EXPECT_EQ(find(*after, "YS1003"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(One, RenamedCall, testing::Values(Case{"Renamed", "", "", "", ""}));

}  // namespace
}  // namespace core::session
