#include "app/cli/info_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/cli/finding_card.h"
#include "app/cli/text_layout.h"
#include "core/base/text.h"

namespace app::cli {
namespace {

using core::base::count_of;

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

/// "2 of 3, execution 77ab"; the execution alone where there is one generation.
std::string generation_words(const InfoSubject& subject) {
  const std::string text = generation_text(subject.row);
  if (text.empty() || subject.row.execution_id.empty()) return text;
  return text + ", execution " + foreign(subject.row.execution_id, 80);
}

std::string parent_words(const InfoSubject& subject) {
  const core::session::InstanceRow& row = subject.row;
  if (!row.parent) {
    if (row.parent_id.empty()) return "";
    return foreign(row.parent_id, 200) + ", which is not here";
  }
  const auto& parent = core::session::instances(subject.document)[*row.parent];
  return foreign(parent.id, 200) + (row.parent_id.empty() ? ", by this one's id" : "");
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
  add("generation", generation_words(subject));
  add("parent", parent_words(subject));
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

/// What an importer says of the file as a whole, and how many files of a corpus have each format.
std::string document_text(const InfoSubject& subject, std::size_t width) {
  const auto& rows = core::session::instances(subject.document);
  std::map<std::string, std::set<std::string>> files;
  for (const auto& row : rows) {
    if (!row.format.empty()) files[row.format].insert(row.file);
  }
  std::string formats;
  for (const auto& [format, of_it] : files) {
    formats += fmt::format("{}{} {}", formats.empty() ? "" : ", ", of_it.size(), format);
  }
  std::string text;
  if (!formats.empty()) text += labelled("formats", formats, width);
  const bool has_rows =
      std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.counts_rows; });
  const std::size_t events = core::session::count_instances(rows).events;
  text += labelled(has_rows ? "rows" : "events", core::base::with_thousands(events) + " in all",
                   width);
  if (const auto* report = core::session::report_of(subject.document)) {
    text += labelled("fidelity", core::model::name_of(report->fidelity), width);
    text += remarks_text(*report, width);
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
  const std::string_view format = subject.snapshot ? std::string_view(subject.snapshot->format)
                                                   : core::session::format_of(subject.document);
  const std::string_view reason = subject.snapshot ? std::string_view(subject.snapshot->reason)
                                                   : core::session::reason_of(subject.document);
  std::string text =
      console.ink(Ink::bold, fmt::format("{}: {}", foreign(subject.file, 200), format)) + "\n";
  text += labelled("why", core::base::printable(reason), console.width());
  if (!subject.snapshot) {
    text += document_text(subject, console.width());
    return text + "\n" + instances_table(subject, console);
  }
  text += instance_text(subject, console.width());
  text += remarks_text(*subject.snapshot->report, console.width());
  return text + finding_cards(*subject.snapshot, console);
}

}  // namespace app::cli
