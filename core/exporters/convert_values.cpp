#include "core/exporters/convert_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/json.h"
#include "core/base/text.h"

namespace core::exporters {

using model::EventType;

namespace {

constexpr std::size_t kShownBlobs = 5;
constexpr std::int64_t kYearOne = -62'135'596'800 * base::kTicksPerSecond;
constexpr std::int64_t kYearTenThousand = 253'402'300'800 * base::kTicksPerSecond;

/// The payloads of an event that lie elsewhere, as "Result in the blob x".
std::string offloaded_text(const model::EventView& event) {
  std::string text;
  const auto look = [&](model::PayloadView payload, std::string_view member) {
    if (payload.kind != model::PayloadKind::offloaded) return;
    text += fmt::format("{}{} in the blob {}", text.empty() ? "" : ", ", member,
                        base::printable(base::shorten(payload.text, 120)));
  };
  look(event.payload(), payload_member_of(event.type()));
  if (const model::EventExtra* extra = event.extra()) {
    look(extra->details.view(), "Details");
    look(extra->failure_details.view(), "FailureDetails");
  }
  return text;
}

base::Error offloaded_error(const std::vector<std::string>& blobs, std::size_t count) {
  base::Error error;
  error.code = "convert.offloaded";
  error.message = fmt::format("{} of this history {} stored elsewhere: ",
                              count == 1 ? "a value" : fmt::format("{} values", count),
                              count == 1 ? "is" : "are");
  for (const std::string& blob : blobs) {
    error.message += (&blob == &blobs.front() ? "" : "; ") + blob;
  }
  if (count > blobs.size()) error.message += fmt::format("; and {} more", count - blobs.size());
  error.hint =
      "Download the blobs into one folder and name it with --payloads, or use --to trace, which "
      "keeps their names.";
  return error;
}

}  // namespace

bool is_string_text(std::string_view text) {
  while (!text.empty()) {
    const auto first_other =
        std::find_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
    text.remove_prefix(static_cast<std::size_t>(first_other - text.begin()));
    if (text.empty()) return true;
    const base::CodePoint point = base::first_code_point(text);
    if (!point.is_valid && !point.is_surrogate()) return false;
    text.remove_prefix(point.length);
  }
  return true;
}

bool is_value_text(std::string_view text) {
  return base::is_utf8(text) && base::parse_json(text).ok();
}

void write_string(base::JsonWriter& out, std::string_view text, const model::EventView& event,
                  std::string_view member, ConvertLosses& losses) {
  if (!is_string_text(text)) {
    losses.add(event,
               fmt::format("bytes of {} that are not UTF-8 are written as U+FFFD", member));
  }
  out.string(text);
}

bool is_calendar_time(base::Timestamp time) {
  return time.ticks >= kYearOne && time.ticks < kYearTenThousand;
}

ConvertWork::ConvertWork(const model::History& history, const base::WorkContext& work)
    : work_(work) {
  work_.progress.set_total(history.size());
}

bool ConvertWork::go_on(std::size_t written) const {
  if (written % 1024 != 0) return true;
  work_.progress.set_done(written);
  return !work_.stop.stop_requested();
}

base::Error conversion_cancelled() {
  base::Error error;
  error.code = "cancelled";
  error.message = "the conversion was stopped";
  return error;
}

std::optional<base::Error> why_not_writable(const model::History& history,
                                            std::string_view title) {
  std::vector<std::string> blobs;
  std::size_t count = 0;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history[i];
    if (event.type() == EventType::sent || event.type() == EventType::thrown) {
      base::Error error;
      error.code = "convert.own_event";
      error.message = fmt::format(
          "event {} is {}, which only Yieldscope writes, for a plain generator: a {} cannot hold "
          "it",
          i, event.type_name(), title);
      error.hint = "Use --to trace.";
      return error;
    }
    const std::string text = offloaded_text(event);
    if (text.empty()) continue;
    if (++count <= kShownBlobs) {
      blobs.push_back(fmt::format("event {} ({}): {}", i, event.type_name(), text));
    }
  }
  const model::Payload& input = history.envelope().input;
  if (count == 0 && input.kind == model::PayloadKind::offloaded) {
    return offloaded_error({"input in the blob " + base::printable(base::shorten(input.text, 120))},
                           1);
  }
  if (count > 0) return offloaded_error(blobs, count);
  return std::nullopt;
}

void add_inferred(const model::EventView& event, ConvertLosses& losses) {
  using model::Inferable;
  if (event.is_inferred(Inferable::event)) {
    losses.add(event, "worked out by the importer; the format cannot say so");
    return;
  }
  std::string list;
  for (const auto& [value, name] :
       {std::pair(Inferable::id, "EventId"), std::pair(Inferable::link, "the id that it answers"),
        std::pair(Inferable::timestamp, "Timestamp"), std::pair(Inferable::fire_at, "FireAt"),
        std::pair(Inferable::position, "its place in the list")}) {
    if (event.is_inferred(value)) list += (list.empty() ? "" : ", ") + std::string(name);
  }
  if (list.empty()) return;
  losses.add(event,
             fmt::format("worked out by the importer: {}; the format cannot say so", list));
}

void add_misplaced(const model::EventView& event, ConvertLosses& losses) {
  const EventType type = event.type();
  const auto lost = [&](std::string_view what) {
    losses.add(event, fmt::format("{} has no place in an event of its type", what));
  };
  const bool is_answer = model::is_completion(type) && type != EventType::event_raised;
  if (!is_answer && event.link() != model::kNoEventId) lost("the id that it answers");
  const bool is_timer = type == EventType::timer_created || type == EventType::timer_fired;
  if (!is_timer && event.fire_at()) lost("FireAt");
  const bool has_status = event.status() != model::RuntimeStatus::unknown;
  if (type != EventType::execution_completed && has_status) lost("its status");
  if (payload_member_of(type).empty() && event.payload().has_value()) lost("its value");
  const model::EventExtra* extra = event.extra();
  if (extra == nullptr || type == EventType::execution_started) return;
  if (!extra->execution_id.empty()) lost("ExecutionId");
  if (!extra->parent_instance_id.empty()) lost("ParentInstance");
}

void add_row_lost(const model::EventView& event, ConvertLosses& losses) {
  const model::EventExtra* extra = event.extra();
  if (extra == nullptr || (extra->raw_type.empty() && !extra->raw.has_value())) return;
  const std::string type = base::printable(base::shorten(extra->raw_type, 60));
  losses.add(event, type.empty()
                        ? "its row held members that have no place in the format"
                        : fmt::format("was recorded as {}; only the event that stands for it in "
                                      "Durable Functions is kept",
                                      type));
}

std::string_view payload_member_of(EventType type) {
  switch (type) {
    case EventType::execution_started:
    case EventType::execution_terminated:
    case EventType::task_scheduled:
    case EventType::sub_orchestration_instance_created:
    case EventType::event_sent:
    case EventType::event_raised:
      return "Input";
    case EventType::execution_completed:
    case EventType::execution_failed:
    case EventType::continue_as_new:
    case EventType::task_completed:
    case EventType::sub_orchestration_instance_completed:
      return "Result";
    case EventType::task_failed:
    case EventType::sub_orchestration_instance_failed:
    case EventType::execution_suspended:
    case EventType::execution_resumed:
    case EventType::execution_rewound:
      return "Reason";
    case EventType::generic_event:
      return "Data";
    case EventType::history_state:
      return "State";
    default:
      return {};
  }
}

void add_without_start(std::string_view execution_id, std::string_view name,
                       ConvertLosses& losses) {
  const auto lost = [&](std::string_view what, std::string_view value) {
    if (value.empty()) return;
    losses.add(fmt::format("without ExecutionStarted {} has no place: {}", what,
                           base::printable(base::shorten(value, 120))));
  };
  lost("the execution id", execution_id);
  lost("the orchestrator's name", name);
}

std::optional<model::EventView> start_of(const model::History& history) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (history[i].type() == EventType::execution_started) return history[i];
  }
  return std::nullopt;
}

bool is_input_repeated(const model::History& history) {
  const model::Envelope& envelope = history.envelope();
  const auto start = start_of(history);
  return !envelope.upper_schema_version && !envelope.upper_schema_version_new && start &&
         start->payload() == envelope.input.view();
}

}  // namespace core::exporters
