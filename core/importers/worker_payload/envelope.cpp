#include "core/importers/worker_payload/envelope.h"

#include <fmt/format.h>

#include <optional>

#include "core/base/text.h"
#include "core/base/timestamp.h"
#include "core/importers/common/event_fields.h"

namespace core::importers {

using model::Severity;

namespace {

/// One member on its way into the envelope; `is_good` turns false when the value does not fit.
class Member {
 public:
  explicit Member(const JsonSpan& value) : value_(value) {}

  bool is_good() const { return is_good_; }
  /// What should have stood there, once a getter was called.
  std::string_view wanted() const { return wanted_; }
  bool had_repairs() const { return repairs_.had_invalid_utf8 || repairs_.had_lone_surrogate; }

  std::string text() {
    wanted_ = "a text";
    std::string text;
    if (value_.kind == '"') {
      decode_json_string(value_.raw, text, repairs_);
    } else {
      is_good_ = value_.kind == 'n';
    }
    return text;
  }
  std::optional<std::string> optional_text() {
    if (value_.kind == 'n') return std::nullopt;
    return text();
  }
  std::optional<std::int64_t> integer() {
    wanted_ = "a whole number";
    const auto number = integer_of({value_.kind, value_.raw});
    is_good_ = number.has_value() || value_.kind == 'n';
    return number;
  }
  bool boolean() {
    wanted_ = "true or false";
    const auto flag = boolean_of({value_.kind, value_.raw});
    is_good_ = flag.has_value() || value_.kind == 'n';
    return flag.value_or(false);
  }
  std::optional<std::int64_t> time_span() {
    if (value_.kind == 'n') return std::nullopt;
    const auto span = base::parse_time_span(text());
    wanted_ = "a time span such as 6.00:00:00";
    is_good_ = span.has_value();
    return span;
  }
  model::Payload payload() {
    if (value_.kind == 'n') return {model::PayloadKind::null, ""};
    if (value_.kind == '"') return {model::PayloadKind::text, text()};
    return {model::PayloadKind::json, std::string(value_.raw)};
  }

 private:
  const JsonSpan& value_;
  StringRepairs repairs_;
  bool is_good_ = true;
  std::string_view wanted_;
};

/// False when no such member is known.
bool put(std::string_view key, Member& member, model::Envelope& envelope) {
  if (key == "input") {
    envelope.input = member.payload();
  } else if (key == "instanceId") {
    envelope.instance_id = member.text();
  } else if (key == "executionId") {
    envelope.execution_id = member.text();
  } else if (key == "parentInstanceId") {
    envelope.parent_instance_id = member.optional_text();
  } else if (key == "isReplaying") {
    envelope.is_replaying = member.boolean();
  } else if (key == "upperSchemaVersion") {
    envelope.upper_schema_version = member.integer();
  } else if (key == "upperSchemaVersionNew") {
    envelope.upper_schema_version_new = member.integer();
  } else if (key == "longRunningTimerIntervalDuration") {
    envelope.long_timer_interval_ticks = member.time_span();
  } else if (key == "maximumShortTimerDuration") {
    envelope.maximum_short_timer_ticks = member.time_span();
  } else if (key == "defaultHttpAsyncRequestSleepTimeMillseconds") {
    envelope.http_poll_sleep_ms = member.integer();
  } else {
    return false;
  }
  return true;
}

}  // namespace

void put_envelope_member(std::string_view key, const JsonSpan& value, const base::Location& where,
                         model::Envelope& envelope, RemarkLog& remarks) {
  Member member(value);
  if (!put(key, member, envelope)) {
    remarks.add_at(Severity::information, "import.member_not_kept",
                   fmt::format("The payload's member `{}` has no meaning for a replay and was not "
                               "kept.",
                               base::printable(base::shorten(key, 40))),
                   where);
  } else if (!member.is_good()) {
    remarks.add_at(Severity::error, "import.bad_member",
                   fmt::format("The payload's member `{}` is {}, not {}; it is left out.", key,
                               base::printable(base::shorten(value.raw, 40)), member.wanted()),
                   where);
  } else if (member.had_repairs()) {
    remarks.add_at(Severity::error, "history.text_repaired",
                   fmt::format("The payload's member `{}` holds text that is not valid; the places "
                               "are shown as U+FFFD.",
                               key),
                   where);
  }
}

}  // namespace core::importers
