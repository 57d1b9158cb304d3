// Every folder of tests/cases/surprises is one row of SEMANTICS 6: a history and the orchestrator,
// run through the real Python child. Compared whole: what the SDK answers in every pass (sdk.txt),
// what the platform makes of it (platform.txt), and what the user is told (findings.txt).
// UPDATE_EXPECTED=1 rewrites the three; read what it wrote against the row.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/base/text.h"
#include "core/engine/rerun.h"
#include "core/session/session.h"
#include "tests/support/case_folders.h"

namespace tests {
namespace {

namespace fs = std::filesystem;
namespace engine = core::engine;
namespace model = core::model;
namespace session = core::session;
using model::PassIndex;
using model::Trace;
using model::YieldIndex;

const fs::path kCases = fs::path(YIELDSCOPE_SOURCE_DIR) / "tests" / "cases" / "surprises";

fs::path first_existing(const fs::path& folder, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (fs::exists(folder / name)) return folder / name;
  }
  ADD_FAILURE() << folder << " lacks a file";
  return folder;
}

session::SnapshotPtr replay(const fs::path& folder) {
  core::base::Progress progress;
  const core::base::WorkContext work{progress, {}};
  const fs::path history = first_existing(folder, {"history.json", "history.csv"});
  const auto document = value_or_fail(session::open_document(history, work));
  const auto loaded = value_or_fail(
      session::load(*document, value_or_fail(session::find_instance(*document, "")), work));
  session::ReplayRequest request;
  request.target = first_existing(folder, {"orchestrator.py", "function_app.py"}).string();
  request.passes = "all";
  return value_or_fail(session::replay(loaded, request, work));
}

std::string payload_text(const model::Payload& payload) {
  return payload.has_value() ? core::base::shorten(payload.text, 100) : "None";
}

std::string event_text(model::EventIndex event) {
  return event == model::kNoEvent ? "at once" : "event " + std::to_string(event.value);
}

/// What the code was given at a yield: "event 5, send 7".
std::string answer_text(const Trace& trace, PassIndex pass, YieldIndex yield) {
  const model::Resume* answer = trace.answer_of(pass, yield);
  if (answer == nullptr) return "waits";
  std::string text = event_text(answer->cause);
  text += answer->kind == model::ResumeKind::raise ? ", raise" : ", send";
  for (const model::Settled& settled : answer->settled) {
    if (settled.handle != answer->awaited) continue;
    text += " " + (settled.children.empty() ? payload_text(settled.value) : "");
    for (const model::TaskHandle child : settled.children) {
      text += "#" + std::to_string(child.value) + " ";
    }
  }
  return std::string(core::base::trim(text));
}

std::string sdk_id_text(const engine::sdk::Task& task) {
  using engine::sdk::IdKind;
  switch (task.id_kind) {
    case IdKind::sequence:
      return "id " + std::to_string(task.id);
    case IdKind::name:
      return "by name";
    case IdKind::compound:
      return "compound";
    case IdKind::none:
      break;
  }
  return "no id";
}

std::string sdk_text(const session::Snapshot& snapshot) {
  const Trace& trace = *snapshot.trace;
  std::string text;
  for (std::uint32_t i = 0; i < trace.passes.size(); ++i) {
    const PassIndex pass{i};
    const model::Pass& of = trace.passes[i];
    if (of.is_confirming) continue;
    text += session::state_line(snapshot, pass) + "\n";
    for (std::uint32_t k = 0; k < of.length; ++k) {
      text += "  y" + std::to_string(k + 1) + " " + model::yield_label(trace, pass, YieldIndex{k}) +
              (trace.is_replaying_at(pass, YieldIndex{k}) ? ", replaying" : ", fresh") + ": " +
              answer_text(trace, pass, YieldIndex{k}) + "\n";
    }
    engine::Rerun rerun(trace, pass);
    for (const engine::sdk::TaskIndex index : rerun.code().handles()) {
      const engine::sdk::Task& task = rerun.code().task(index);
      text += "  #" + std::to_string(task.handle.value) + " " + model::to_text(*task.op) + ": " +
              sdk_id_text(task) + "\n";
    }
  }
  return text;
}

std::string issued_text(const engine::platform::Interpreter& host,
                        const engine::sdk::Interpreter& code, std::size_t id) {
  const engine::platform::Issued& issued = host.issued()[id];
  std::string text = "  " + std::to_string(id) + " ";
  text += engine::platform::class_name_of(issued.command);
  if (issued.command == engine::platform::Command::complete) return text + "\n";
  const std::string name(host.name_of(issued));
  if (!name.empty()) text += " " + name;
  if (code.task(issued.task).op != nullptr &&
      code.task(issued.task).op->kind == model::ActionKind::http) {
    text += " of the HTTP call";
  }
  text += issued.is_pending ? ": new" : ": " + event_text(issued.confirmed_by);
  return text + (host.is_open(id) ? ", open\n" : "\n");
}

std::string platform_text(const session::Snapshot& snapshot) {
  const Trace& trace = *snapshot.trace;
  std::string text;
  for (std::uint32_t i = 0; i < trace.passes.size(); ++i) {
    const model::Pass& of = trace.passes[i];
    engine::Rerun rerun(trace, PassIndex{i});
    const engine::platform::Interpreter& host = rerun.run_host();
    text += "pass " + std::to_string(of.number) + (of.is_confirming ? " (confirming): " : ": ");
    text += std::string(model::name_of(host.status())) + "\n";
    for (std::size_t id = 0; id < host.issued().size(); ++id) {
      text += issued_text(host, rerun.code(), id);
    }
    const model::PlatformView view = session::ledger(snapshot, PassIndex{i}).platform;
    if (view.awaited != model::kNoTask) {
      text += "  awaits #" + std::to_string(view.awaited.value) + "\n";
    }
    if (of.verdict) {
      text += "  " + of.verdict->rule + " at " + event_text(of.verdict->event) + ": " +
              of.verdict->message + "\n";
    }
  }
  return text;
}

std::string place_text(const session::Snapshot& snapshot, const model::FindingPlace& place) {
  std::string text;
  if (!place.file.empty()) text += " " + place.file + ":" + std::to_string(place.line);
  if (place.pass && snapshot.trace && place.pass->value < snapshot.trace->passes.size()) {
    const model::Pass& pass = snapshot.trace->passes[place.pass->value];
    text += " p" + std::to_string(pass.number);
    if (place.yield) {
      text +=
          place.yield->value < pass.length ? ".y" + std::to_string(place.yield->value + 1) : ".end";
    }
  }
  if (place.event != model::kNoEvent) text += " event " + std::to_string(place.event.value);
  return text;
}

std::string findings_text(const session::Snapshot& snapshot) {
  std::string text;
  for (const model::Finding& finding : snapshot.findings) {
    text += finding.id + " " + std::string(model::name_of(finding.severity)) +
            (finding.is_consequence ? " (follows)" : "") + place_text(snapshot, finding.place) +
            "\n  " + finding.message + "\n";
    if (!finding.expected.empty()) text += "  expected: " + finding.expected + "\n";
    if (!finding.actual.empty()) text += "  actual: " + finding.actual + "\n";
    text += "  cause: " + finding.cause + "\n  fix: " + finding.fix + "\n";
  }
  for (const model::Remark& remark : snapshot.report->remarks) {
    text +=
        "import, " + std::string(model::name_of(remark.severity)) + ": " + remark.message + "\n";
  }
  return text.empty() ? "nothing\n" : text;
}

void expect_file(const fs::path& file, const std::string& actual) {
  EXPECT_EQ(actual, known_text(file, actual)) << file;
}

class Surprises : public testing::TestWithParam<std::string> {};

TEST_P(Surprises, AreToldAsTheyAre) {
  const fs::path folder = kCases / GetParam();
  const session::SnapshotPtr snapshot = replay(folder);
  expect_file(folder / "sdk.txt", sdk_text(*snapshot));
  expect_file(folder / "platform.txt", platform_text(*snapshot));
  expect_file(folder / "findings.txt", findings_text(*snapshot));
}

INSTANTIATE_TEST_SUITE_P(Rows, Surprises, testing::ValuesIn(case_names(kCases)),
                         [](const auto& given) { return given.param; });

}  // namespace
}  // namespace tests
