#include "core/session/replayable.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

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
  const bool is_kept = snapshot.trace && !snapshot.trace->format.empty();
  return is_kept ? snapshot.trace->format : snapshot.format;
}

}  // namespace

std::optional<base::Error> why_not_replayable(const Snapshot& snapshot) {
  if (!snapshot.report || snapshot.report->fidelity != model::Fidelity::timeline_only) {
    return std::nullopt;
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
