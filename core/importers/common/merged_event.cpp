#include "core/importers/common/merged_event.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/loose_time.h"
#include "core/importers/common/reconstruct_order.h"
#include "core/importers/common/sdk_entity.h"
#include "core/importers/common/sdk_event.h"

namespace core::importers {

using model::EventType;
using model::Payload;
using model::PayloadKind;
using model::Severity;

namespace {

bool is_answer(EventType type) {
  return type == EventType::task_completed ||
         type == EventType::sub_orchestration_instance_completed;
}

/// Lists write every member of every element; a null says nothing where another has the value.
void put_payload(Payload from, Payload& to) {
  if (from.has_value() || to.kind == PayloadKind::absent) to = std::move(from);
}

/// A value of a type that its member never has.
bool is_misfit(const JsonMember& member) {
  static constexpr std::array<std::string_view, 5> kTexts{
      "functionname", "name", "instanceid", "suborchestrationid", "version"};
  if (!member.has_value()) return false;
  if (std::find(kTexts.begin(), kTexts.end(), member.name) != kTexts.end()) {
    return member.kind != '"';
  }
  if (member.name == "eventid") return !integer_of({member.kind, member.text});
  return member.name == "orchestrationstatus" &&
         status_of_member(member) == model::RuntimeStatus::unknown;
}

/// A time with six digits and Z: what Python writes and .NET hardly ever does.
bool has_six_digits(std::string_view time) {
  const std::size_t dot = time.find('.');
  return dot != std::string_view::npos && time.size() == dot + 8 && time.back() == 'Z';
}

}  // namespace

Payload payload_of_member(const JsonMember& member) {
  if (member.kind == 'n') return Payload(PayloadKind::null, {});
  return Payload(member.kind == '"' ? PayloadKind::text : PayloadKind::json,
                 std::string(member.text));
}

MergedEvent MergedEventReader::read(const JsonMembers& members, std::string_view raw,
                                    const EventPlace& place) {
  MergedEvent event;
  event.place = place;
  const JsonMember* type = members.find_value("eventtype");
  const std::string_view word = type == nullptr ? std::string_view() : type->text;
  const auto known = type == nullptr ? std::nullopt : sdk_type_of_text(type->kind, word);
  event.type = known ? known->type : EventType::unknown;
  if (!known) {
    event.raw_type = word;
    remarks_.add(
        Severity::warning, "history.unknown_event_type",
        fmt::format("Event {} has {}; it is kept as an opaque row and takes no part in a "
                    "replay.",
                    place.number,
                    type == nullptr ? std::string("no EventType")
                                    : "the type " + base::printable(base::shorten(word, 40)) +
                                          ", which Yieldscope does not know"),
        place);
  }
  if (!known || known->is_translated) event.raw = Payload(PayloadKind::json, std::string(raw));
  const bool is_entity = known && known->is_translated;
  for (const JsonMember& member : members.all()) {
    if (member.name == "timestamp" && member.has_value()) event.timestamp = time(member, place);
    if (member.name == "scheduledtime" && member.has_value() && !is_entity) {
      event.scheduled = time(member, place);
    }
    if (member.name == "fireat" && member.has_value()) event.fire_at = time(member, place);
    if (is_misfit(member)) {
      remarks_.add(Severity::error, "history.bad_value",
                   fmt::format("{} of event {} is {}, which it cannot be; it is left out.",
                               base::printable(base::shorten(member.key, 40)), place.number,
                               base::printable(base::shorten(member.text, 40))),
                   place, member.key);
      continue;
    }
    if (is_entity || member.name == "eventtype" || put(member, event)) continue;
    if (member.has_value() && known) ++unkept_[std::string(member.key)];
  }
  if (is_entity) put_entity(word, members, event);
  if (form_ == ResultForm::parsed) unwrap_failure(members, event);
  if (!event.timestamp) {
    remarks_.add(
        Severity::warning, "history.missing_member",
        fmt::format("Event {} ({}) has no Timestamp.", place.number, model::name_of(event.type)),
        place);
  }
  answers_ += is_answer(event.type) ? 1 : 0;
  without_result_ += is_answer(event.type) && event.payload.kind == PayloadKind::absent ? 1 : 0;
  return event;
}

std::optional<base::Timestamp> MergedEventReader::time(const JsonMember& member,
                                                       const EventPlace& place) {
  const std::string text = time_text(member);
  const auto time = parse_loose_time(text);
  ++times_;
  six_digits_ += has_six_digits(text) ? 1 : 0;
  if (!time) {
    remarks_.add(
        Severity::error, "history.bad_value",
        fmt::format("{} of event {} is {}, which is no time; it is left out.", member.key,
                    place.number, base::printable(base::shorten(member.text, 40))),
        place, member.key);
    return std::nullopt;
  }
  ambiguous_ += time->is_ambiguous ? 1 : 0;
  return time->time;
}

/// False when the member has no place in the model.
bool MergedEventReader::put(const JsonMember& member, MergedEvent& event) {
  const std::string_view name = member.name;
  const bool is_call = merged_call_of(event.type) != EventType::unknown;
  if (name == "timestamp" || name == "scheduledtime" || name == "fireat") return true;
  if (name == "durationinms") return true;  // the two times say it
  if (name == "functionname" || name == "name") {
    if (member.kind == '"') event.name = member.text;
  } else if (name == "input") {
    put_payload(payload_of_member(member), is_call ? event.input : event.payload);
  } else if (name == "result") {
    put_result(member, event);
  } else if (name == "reason") {
    put_payload(payload_of_member(member), event.payload);
  } else if (name == "details") {
    if (member.has_value()) event.details = payload_of_member(member);
  } else if (name == "failuredetails") {
    if (member.has_value()) event.failure_details = payload_of_member(member);
  } else if (name == "orchestrationstatus") {
    event.status = status_of_member(member);
  } else if (name == "instanceid" || name == "suborchestrationid") {
    if (member.kind == '"') event.instance_id = member.text;
  } else if (name == "version") {
    if (member.kind == '"') event.version = member.text;
  } else if (name == "data" && event.type == EventType::generic_event) {
    event.payload = payload_of_member(member);
  } else if (name == "eventid") {
    const auto id = integer_of({member.kind, member.text});
    if (id && *id >= 0 && *id < (1 << 30)) event.id = static_cast<std::int32_t>(*id);
  } else {
    return !member.has_value();
  }
  return true;
}

void MergedEventReader::put_result(const JsonMember& member, MergedEvent& event) {
  // An answer always has a result; where the code returned nothing its text is `null`.
  const bool is_null_text = form_ == ResultForm::parsed && is_answer(event.type);
  if (form_ == ResultForm::text || (member.kind == 'n' && !is_null_text)) {
    put_payload(payload_of_member(member), event.payload);
  } else {
    event.payload = Payload::of_text(std::string(member.raw));
  }
}

/// The result of an execution that failed or was terminated is plain text, not JSON.
void MergedEventReader::unwrap_failure(const JsonMembers& members, MergedEvent& event) {
  const JsonMember* result = members.find_value("result");
  const bool is_plain = event.status == model::RuntimeStatus::failed ||
                        event.status == model::RuntimeStatus::terminated;
  if (is_plain && result != nullptr && result->kind == '"') {
    event.payload = Payload::of_text(std::string(result->text));
  }
}

void MergedEventReader::put_entity(std::string_view word, const JsonMembers& members,
                                   MergedEvent& event) {
  EntityMessage message = entity_message(folded(word), members);
  event.name = std::move(message.name);
  event.instance_id = std::move(message.target);
  event.payload = Payload::of_text(std::move(message.input));
  event.raw_type = word;
  if (const JsonMember* details = members.find_value("failuredetails")) {
    event.failure_details = payload_of_member(*details);
  }
  ++translated_;
}

bool MergedEventReader::counts_from_one() const {
  return translated_ > 0 || (times_ >= 2 && six_digits_ == times_);
}

void MergedEventReader::finish(const base::Location& where) {
  if (translated_ > 0) {
    remarks_.add_at(
        Severity::information, "history.entity_events_translated",
        fmt::format("{} about entities {} shown as EventSent and EventRaised, as the "
                    "Functions host records them; the element as it was written is "
                    "kept with each.",
                    base::count_of(translated_, "event"), translated_ == 1 ? "is" : "are"),
        where);
  }
  if (ambiguous_ > 0) {
    remarks_.add_at(Severity::warning, "history.time_ambiguous",
                    fmt::format("{} written like 3/1/2026, where day and month cannot be told "
                                "apart; they were read month first.",
                                base::count_of(ambiguous_, "time") +
                                    (ambiguous_ == 1 ? " is" : " are")),
                    where);
  }
  if (form_ == ResultForm::parsed && without_result_ > 0) {
    remarks_.add_at(
        Severity::warning, "history.results_missing",
        fmt::format("{} of {} no Result: the list was asked for without "
                    "showHistoryOutput=true, so what the code was given there is not "
                    "known.",
                    without_result_,
                    base::count_of(answers_, "answer") + (without_result_ == 1 ? " has" : " have")),
        where);
  }
  if (unkept_.empty()) return;
  std::string list;
  for (const auto& [member, count] : unkept_) {
    list += fmt::format("{}{} ({})", list.empty() ? "" : ", ",
                        base::printable(base::shorten(member, 40)), base::count_of(count, "event"));
  }
  remarks_.add_at(Severity::information, "history.members_not_kept",
                  "Members that have no meaning for a replay were not kept: " + list + ".", where);
}

}  // namespace core::importers
