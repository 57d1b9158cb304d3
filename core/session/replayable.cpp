#include "core/session/replayable.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/session/history_values.h"

namespace core::session {
namespace {

/// A format that lacks what a replay needs.
struct Format {
  std::string_view name;
  std::string_view what;
  std::string_view instead;
};

constexpr std::string_view kOtherPlatform =
    "Histories of Durable Functions, of the Durable Task SDKs and of Dapr can be replayed; this "
    "one is shown by `yieldscope info` and the window.";

constexpr std::array kFormats{
    Format{"app-insights", "tracking rows of which sampling drops some, without values",
           "Export the instance's rows of the table <TaskHub>History, or its status with "
           "showHistory=true, and open that."},
    Format{"aws-durable", "a history of another platform, AWS durable execution", kOtherPlatform},
    Format{"cadence-json", "a history of another platform, Cadence", kOtherPlatform},
    Format{"dapr-cli", "what the Dapr CLI prints for reading, with values cut and times rounded",
           "Log the worker's request as JSON (MessageToJson of the protobuf package), and open "
           "that."},
    Format{"storage-table", "what is left of an earlier run, without the rows that were replaced",
           "Choose the instance's latest run, whose id has no @ behind it."},
    Format{"temporal-json", "a history of another platform, Temporal", kOtherPlatform},
};

/// A trace file keeps the name of the format that it was made from.
std::string_view format_of(const Snapshot& snapshot) {
  if (!snapshot.source_format.empty()) return snapshot.source_format;
  const bool is_kept = snapshot.trace && !snapshot.trace->format.empty();
  return is_kept ? snapshot.trace->format : snapshot.format;
}

/// Whether the code is given the event's payload, or the platform reads a call's id in it.
bool is_needed(model::EventType type) {
  using enum model::EventType;
  return type == execution_started || type == task_completed || type == task_failed ||
         type == sub_orchestration_instance_completed ||
         type == sub_orchestration_instance_failed || type == event_raised || type == event_sent;
}

/// What the code would have to be given and lies in a blob that nobody named a file for.
std::optional<base::Error> missing_value(const Snapshot& snapshot) {
  using model::PayloadKind;
  if (!snapshot.history) return std::nullopt;
  const model::History& history = *snapshot.history;
  std::string first;
  std::size_t others = 0;
  const auto miss = [&](const model::EventView& event, ValuePlace place,
                        model::PayloadView value) {
    if (value.kind != PayloadKind::offloaded) return;
    if (!first.empty()) return void(++others);
    first = std::string(member_name(event.type(), place)) + " of event " +
            std::to_string(event.index().value) + " (" + base::printable(event.type_name()) +
            ") lies in the blob " + base::printable(value.text);
  };
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (!is_needed(history[i].type())) continue;
    const bool is_replaced = history[i].type() == model::EventType::execution_started &&
                             history.envelope().input.has_value();
    if (!is_replaced) miss(history[i], ValuePlace::payload, history[i].payload());
    const model::EventExtra* extra = history[i].extra();
    if (extra != nullptr) miss(history[i], ValuePlace::details, extra->details.view());
  }
  if (first.empty()) return std::nullopt;
  base::Error error;
  error.code = "session.value_in_blob";
  error.message = "this history cannot be replayed yet: " + first;
  if (others > 0) error.message += ", and so do " + base::count_of(others, "other value");
  error.where.file = snapshot.file;
  error.hint = "Download the blobs of the container <task hub>-largemessages into a folder, and "
               "name it with --payloads DIR.";
  return error;
}

}  // namespace

std::optional<base::Error> why_not_replayable(const Snapshot& snapshot) {
  if (!snapshot.report || snapshot.report->fidelity != model::Fidelity::timeline_only) {
    return missing_value(snapshot);
  }
  const std::string_view name = format_of(snapshot);
  const auto found = std::find_if(kFormats.begin(), kFormats.end(),
                                  [&](const Format& format) { return format.name == name; });
  base::Error error;
  error.code = "session.not_replayable";
  error.message = "this history can be looked at but not replayed: " + base::printable(name) +
                  " is " +
                  std::string(found == kFormats.end() ? "a timeline only" : found->what);
  error.where.file = snapshot.file;
  error.hint = found == kFormats.end()
                   ? "Open the worker payload or the history table of the instance instead."
                   : std::string(found->instead);
  return error;
}

std::string_view reconstructed_words(const Snapshot& snapshot) {
  if (!snapshot.report || snapshot.report->fidelity != model::Fidelity::reconstructed) return {};
  const model::History& history = *snapshot.history;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const bool begins_pass = history[i].type() == model::EventType::orchestrator_started;
    if (begins_pass && history[i].is_inferred(model::Inferable::event)) {
      return "ids and pass bounds are reconstructed";
    }
  }
  return "ids are reconstructed";
}

}  // namespace core::session
