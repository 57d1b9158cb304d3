// What the row of an Instances table adds to the history of its instance.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/base/text.h"
#include "core/session/history_values.h"
#include "core/session/instances_table.h"
#include "core/session/supply_payloads.h"

namespace core::session {
namespace {

using importers::InstanceEntry;
using model::EventType;
using model::PayloadKind;
using model::RuntimeStatus;
using model::Severity;

bool is_final(RuntimeStatus status) {
  return status == RuntimeStatus::completed || status == RuntimeStatus::failed ||
         status == RuntimeStatus::terminated || status == RuntimeStatus::canceled;
}

/// A value as it takes the place of one that is missing: a blob's name is no value.
std::optional<model::Payload> value_of(const model::Payload& payload) {
  if (payload.kind == PayloadKind::absent) return std::nullopt;
  if (payload.kind == PayloadKind::text && names_blob(payload.text)) {
    return model::Payload(PayloadKind::offloaded, payload.text);
  }
  return payload;
}

bool is_missing(model::PayloadView value) {
  return value.kind == PayloadKind::absent || value.kind == PayloadKind::offloaded;
}

/// Joins one history with one row.
class Join {
 public:
  Join(const InstanceEntry& entry, importers::Loaded& loaded) : entry_(entry), loaded_(loaded) {}

  void run() {
    tell();
    const model::Envelope& envelope = loaded_.history->envelope();
    const bool is_other_life = !entry_.execution_id.empty() && !envelope.execution_id.empty() &&
                               entry_.execution_id != envelope.execution_id;
    if (is_other_life) {
      differ(fmt::format("names execution {}, but the history is of {}: the instance has begun a "
                         "new generation between the two exports",
                         base::printable(entry_.execution_id),
                         base::printable(envelope.execution_id)));
      return;
    }
    check_status();
    if (!entry_.name.empty() && !envelope.name.empty() && entry_.name != envelope.name) {
      differ(fmt::format("calls the orchestrator {}, the history {}",
                         base::printable(entry_.name), base::printable(envelope.name)));
    }
    supply();
  }

 private:
  void tell() {
    std::string words(model::name_of(entry_.status));
    const auto add = [&](std::string_view label, const std::string& value) {
      if (!value.empty()) words += fmt::format(", {} {}", label, value);
    };
    const auto time = [](const std::optional<base::Timestamp>& moment) {
      return moment ? base::format_round_trip(*moment) : std::string();
    };
    add("created", time(entry_.created));
    add("last updated", time(entry_.updated));
    add("completed", time(entry_.completed));
    if (entry_.generation) add("generation", std::to_string(*entry_.generation));
    add("parent", base::printable(entry_.parent_id));
    if (entry_.custom_status.has_value()) {
      add("custom status", base::printable(base::shorten(entry_.custom_status.text, 200)));
    }
    loaded_.report.add(Severity::information, "session.instances_row",
                       "The Instances table says of this instance: " + words + ".", entry_.where);
  }

  void differ(const std::string& how) {
    loaded_.report.add(Severity::warning, "session.instances_differ",
                       "The Instances table " + how + ".", entry_.where);
  }

  void check_status() {
    const model::History& history = *loaded_.history;
    std::optional<RuntimeStatus> ended;
    for (std::size_t i = 0; i < history.size(); ++i) {
      const bool is_end = history[i].type() == EventType::execution_completed;
      if (is_end && !is_rewound_later(i)) ended = history[i].status();
    }
    if (!ended && is_final(entry_.status)) {
      differ(fmt::format("says {}, but the history has no ExecutionCompleted: it was exported "
                         "earlier, or lacks rows",
                         model::name_of(entry_.status)));
    } else if (ended && *ended != entry_.status && *ended != RuntimeStatus::unknown &&
               entry_.status != RuntimeStatus::unknown) {
      differ(fmt::format("says {}, but the history ends as {}", model::name_of(entry_.status),
                         model::name_of(*ended)));
    }
  }

  bool is_rewound_later(std::size_t event) const {
    const model::History& history = *loaded_.history;
    for (std::size_t i = event + 1; i < history.size(); ++i) {
      if (history[i].type() == EventType::execution_rewound) return true;
    }
    return false;
  }

  /// The value for the member of one event, if the history lacks it.
  std::optional<model::Payload> replace(const model::EventView& event, ValuePlace place,
                                        model::PayloadView value) {
    const bool is_start = event.type() == EventType::execution_started;
    const bool is_end = event.type() == EventType::execution_completed;
    if (place != ValuePlace::payload || !(is_start || is_end) || !is_missing(value)) {
      return std::nullopt;
    }
    auto found = value_of(is_start ? entry_.input : entry_.output);
    if (!found || (found->kind == PayloadKind::offloaded && value.kind == found->kind)) {
      return std::nullopt;
    }
    const std::string what = fmt::format("{} of event {} ({})", member_name(event.type(), place),
                                         event.index().value, event.type_name());
    if (found->kind == PayloadKind::offloaded) {
      has_reference_ = true;
      loaded_.report.add(Severity::warning, std::string(kValueInBlob),
                         fmt::format("{} is not in the history: the Instances table says that it "
                                     "was stored in the blob {}. Download it and name its folder "
                                     "with --payloads DIR.",
                                     what, base::printable(found->text)),
                         entry_.where);
    } else {
      supplied_.push_back(what);
    }
    return found;
  }

  void supply() {
    const model::History& history = *loaded_.history;
    model::Envelope envelope = history.envelope();
    if (envelope.name.empty() && !entry_.name.empty()) {
      envelope.name = entry_.name;
      supplied_.emplace_back("the orchestrator's name");
    }
    if (!envelope.parent_instance_id && !entry_.parent_id.empty()) {
      envelope.parent_instance_id = entry_.parent_id;
      supplied_.emplace_back("the parent");
    }
    const bool lacks_value = has_missing(history);
    if (!lacks_value && supplied_.empty()) return;
    auto joined = with_values(
        history,
        [&](const model::EventView& event, ValuePlace place, model::PayloadView value) {
          return replace(event, place, value);
        },
        envelope);
    if (supplied_.empty() && !has_reference_) return;
    loaded_.history = std::move(joined);
    if (supplied_.empty()) return;
    std::string list;
    for (const std::string& one : supplied_) list += (list.empty() ? "" : ", ") + one;
    loaded_.report.add(Severity::information, "session.instances_supplied",
                       "Taken from the Instances table: " + list + ".", entry_.where);
  }

  bool has_missing(const model::History& history) const {
    for (std::size_t i = 0; i < history.size(); ++i) {
      const bool is_start = history[i].type() == EventType::execution_started;
      const bool is_end = history[i].type() == EventType::execution_completed;
      if (!(is_start || is_end) || !is_missing(history[i].payload())) continue;
      if (value_of(is_start ? entry_.input : entry_.output)) return true;
    }
    return false;
  }

  const InstanceEntry& entry_;
  importers::Loaded& loaded_;
  std::vector<std::string> supplied_;
  bool has_reference_ = false;
};

}  // namespace

void join_history(const InstancesTable& table, importers::Loaded& loaded) {
  const InstanceEntry* entry = table.find(loaded.history->envelope().instance_id);
  // Leftovers and fragments are of another time than the row.
  if (entry == nullptr || loaded.report.fidelity == model::Fidelity::timeline_only) return;
  Join(*entry, loaded).run();
}

}  // namespace core::session
