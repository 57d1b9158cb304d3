#include "app/cli/info_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/cli/finding_card.h"
#include "app/cli/text_layout.h"
#include "core/base/text.h"

namespace app::cli {
namespace {

using core::base::count_of;
using core::session::InstanceRow;

constexpr std::size_t kMostInstances = 200;

std::string row_text(const InstanceRow& row) {
  return fmt::format("  {}  {}  {:<14}  {}\n", fit(foreign(row.id, 40), 40),
                     fit(foreign(row.name, 28), 28), core::model::name_of(row.status),
                     count_of(row.events, "event"));
}

std::string instances_text(const std::vector<InstanceRow>& rows) {
  std::string text = fmt::format("\n{}:\n", count_of(rows.size(), "instance"));
  for (std::size_t i = 0; i < std::min(rows.size(), kMostInstances); ++i) text += row_text(rows[i]);
  if (rows.size() > kMostInstances) {
    text += fmt::format("  … {} more; --json lists all\n", rows.size() - kMostInstances);
  }
  return text + "Choose one with --instance ID.\n";
}

/// "4 OrchestratorStarted, 3 TaskScheduled, …" by the order of first appearance in the enum.
std::string types_text(const core::model::History& history) {
  std::map<core::model::EventType, std::size_t> counts;
  for (std::size_t i = 0; i < history.size(); ++i) ++counts[history[i].type()];
  std::string text;
  for (const auto& [type, count] : counts) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, core::model::name_of(type));
  }
  return text;
}

std::string episodes_text(const core::model::History& history) {
  const auto episodes = history.episodes();
  std::string text = count_of(episodes.size(), "episode");
  if (!episodes.empty() && !episodes.back().is_complete) text += ", the last one unfinished";
  return text;
}

/// How much of the history the importer worked out; empty when all is in the file.
std::string inferred_words(const core::model::History& history) {
  const InferredCount found = count_inferred(history);
  std::string words;
  if (found.events > 0) words = count_of(found.events, "whole event");
  if (found.values > 0) {
    words += (words.empty() ? "" : " and ") + count_of(found.values, "other value");
  }
  return words.empty() ? words : words + ", which the file does not say";
}

std::string recorded_code_text(const core::model::Trace& trace) {
  const auto& code = trace.orchestrator;
  return fmt::format("{}:{} ({} {}, {}), {} recorded", foreign(code.file, 80),
                     foreign(code.function, 60), code.language, code.sdk, trace.flavour,
                     count_of(trace.passes.size(), "pass"));
}

std::string instance_text(const InfoSubject& subject, std::size_t width) {
  const core::model::History& history = *subject.snapshot->history;
  const core::model::Envelope& envelope = history.envelope();
  std::string text;
  const auto add = [&](std::string_view label, const std::string& value) {
    if (!value.empty()) text += labelled(label, value, width);
  };
  add("instance", foreign(envelope.instance_id, 200));
  add("name", foreign(envelope.name, 200));
  add("status", std::string(core::model::name_of(subject.row.status)));
  if (envelope.input.has_value()) add("input", foreign(envelope.input.text, 400));
  add("events", count_of(history.size(), "event") + ": " + types_text(history));
  add("episodes", episodes_text(history));
  const std::string fidelity(core::model::name_of(subject.snapshot->report->fidelity));
  add("fidelity", fidelity + (subject.not_replayable ? ": to be looked at, not replayed" : ""));
  add("worked out", inferred_words(history));
  if (subject.not_replayable) add("instead", subject.not_replayable->hint);
  if (subject.snapshot->trace) add("code", recorded_code_text(*subject.snapshot->trace));
  if (subject.beside) add("beside it", foreign(*subject.beside, 300) + " (not run)");
  if (subject.beside) text += runtime_rows(subject.interpreter, width);
  return text;
}

std::string remarks_text(const core::model::Report& report, std::size_t width) {
  std::string text;
  for (const auto& remark : report.remarks) {
    text += labelled(text.empty() ? "remarks" : "",
                     fmt::format("{}: {}", core::model::name_of(remark.severity),
                                 core::base::printable(remark.message)),
                     width);
  }
  return text;
}

}  // namespace

InferredCount count_inferred(const core::model::History& history) {
  using enum core::model::Inferable;
  InferredCount found;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const core::model::EventView each = history[i];
    if (each.is_inferred(event)) {
      ++found.events;
      continue;
    }
    for (const auto value : {id, link, timestamp, fire_at, position}) {
      found.values += each.is_inferred(value) ? 1 : 0;
    }
  }
  return found;
}

std::string info_text(const InfoSubject& subject, const Console& console) {
  std::string text =
      console.ink(Ink::bold, fmt::format("{}: {}", foreign(subject.file, 200),
                                         core::session::format_of(subject.document))) +
      "\n";
  text += labelled("why", core::base::printable(core::session::reason_of(subject.document)),
                   console.width());
  if (!subject.snapshot) return text + instances_text(core::session::instances(subject.document));
  text += instance_text(subject, console.width());
  text += remarks_text(*subject.snapshot->report, console.width());
  return text + finding_cards(*subject.snapshot, console);
}

}  // namespace app::cli
