#include "tests/core/exporters/history_difference.h"

#include <algorithm>

#include "core/base/canonical_json.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace tests {
namespace {

using namespace core;
using base::JsonValue;

std::string payload_text(model::PayloadView payload) {
  return payload.has_value() ? "=" + std::string(payload.text)
         : payload.kind == model::PayloadKind::offloaded ? "@" + std::string(payload.text)
                                                          : std::string();
}

std::string folded(std::string_view name) {
  std::string text = base::to_lower_ascii(name);
  std::erase(text, '_');
  if (text == "message") return "errormessage";
  return text == "type" ? "errortype" : text;
}

/// Without the members that say nothing, names in one spelling.
JsonValue plain(const JsonValue& value) {
  JsonValue out = value;
  out.members.clear();
  for (const auto& [name, member] : value.members) {
    const bool is_unset = member.is(JsonValue::Kind::null) ||
                          (member.is(JsonValue::Kind::boolean) && !member.flag) ||
                          (member.is(JsonValue::Kind::string) && member.text.empty());
    if (!is_unset) out.members.emplace_back(folded(name), plain(member));
  }
  return out;
}

std::string failure_text(const model::Payload& payload) {
  if (!payload.has_value()) return {};
  const auto value = base::parse_json(payload.text);
  return value.ok() ? base::canonical_json(plain(*value)) : payload.text;
}

std::string raw_text(const model::Payload& payload) {
  return payload.has_value() ? base::canonical_json(payload.text) : std::string();
}

class Comparison {
 public:
  Comparison(const model::History& a, const model::History& b) : a_(a), b_(b) {}

  std::vector<HistoryDifference> run() {
    if (a_.size() != b_.size()) {
      add(std::nullopt, "number of events", std::to_string(a_.size()), std::to_string(b_.size()));
      return std::move(found_);
    }
    for (std::size_t i = 0; i < a_.size(); ++i) compare_events(a_[i], b_[i]);
    compare_envelopes();
    return std::move(found_);
  }

 private:
  void add(std::optional<std::size_t> event, std::string_view member, const std::string& a,
           const std::string& b) {
    if (a != b) found_.push_back({event, std::string(member) + ": " + a + " became " + b});
  }

  void compare_events(const model::EventView& a, const model::EventView& b) {
    const std::size_t at = a.index().value;
    const auto number = [&](std::string_view member, auto one, auto other) {
      add(at, member, std::to_string(one), std::to_string(other));
    };
    add(at, "type", std::string(a.type_name()), std::string(b.type_name()));
    number("id", a.id().value, b.id().value);
    number("link", a.link().value, b.link().value);
    number("timestamp", a.timestamp().ticks, b.timestamp().ticks);
    number("IsPlayed", a.is_played(), b.is_played());
    number("status", static_cast<int>(a.status()), static_cast<int>(b.status()));
    number("FireAt", a.fire_at().value_or(base::Timestamp{-1}).ticks,
           b.fire_at().value_or(base::Timestamp{-1}).ticks);
    number("mark", inferred(a), inferred(b));
    add(at, "name", std::string(a.name()), std::string(b.name()));
    add(at, "payload", payload_text(a.payload()), payload_text(b.payload()));
    compare_extras(at, extra_of(a_, a), extra_of(b_, b));
  }

  static int inferred(const model::EventView& event) {
    int bits = 0;
    for (const int bit : {1, 2, 4, 8, 16, 32}) {
      if (event.is_inferred(static_cast<model::Inferable>(bit))) bits |= bit;
    }
    return bits;
  }

  static model::EventExtra extra_of(const model::History& history, const model::EventView& event) {
    model::EventExtra extra = event.extra() == nullptr ? model::EventExtra() : *event.extra();
    if (event.type() != model::EventType::execution_started) return extra;
    if (extra.instance_id.empty()) extra.instance_id = history.envelope().instance_id;
    if (extra.execution_id.empty()) extra.execution_id = history.envelope().execution_id;
    return extra;
  }

  void compare_extras(std::size_t at, const model::EventExtra& a, const model::EventExtra& b) {
    add(at, "Version", a.version, b.version);
    add(at, "InstanceId", a.instance_id, b.instance_id);
    add(at, "ExecutionId", a.execution_id, b.execution_id);
    add(at, "ParentInstance", a.parent_instance_id, b.parent_instance_id);
    add(at, "Details", payload_text(a.details.view()), payload_text(b.details.view()));
    add(at, "FailureDetails", failure_text(a.failure_details), failure_text(b.failure_details));
    add(at, "raw type", a.raw_type, b.raw_type);
    add(at, "row", raw_text(a.raw), raw_text(b.raw));
  }

  void compare_envelopes() {
    const model::Envelope& a = a_.envelope();
    const model::Envelope& b = b_.envelope();
    const auto number = [&](std::string_view member, const std::optional<std::int64_t>& one,
                            const std::optional<std::int64_t>& other) {
      add(std::nullopt, member, one ? std::to_string(*one) : "", other ? std::to_string(*other) : "");
    };
    add(std::nullopt, "instance id", a.instance_id, b.instance_id);
    add(std::nullopt, "execution id", a.execution_id, b.execution_id);
    add(std::nullopt, "name", a.name, b.name);
    add(std::nullopt, "parent", a.parent_instance_id.value_or(""),
        b.parent_instance_id.value_or(""));
    add(std::nullopt, "input", payload_text(a.input.view()), payload_text(b.input.view()));
    number("upperSchemaVersion", a.upper_schema_version, b.upper_schema_version);
    number("upperSchemaVersionNew", a.upper_schema_version_new, b.upper_schema_version_new);
    number("long timer", a.long_timer_interval_ticks, b.long_timer_interval_ticks);
    number("short timer", a.maximum_short_timer_ticks, b.maximum_short_timer_ticks);
    number("poll", a.http_poll_sleep_ms, b.http_poll_sleep_ms);
  }

  const model::History& a_;
  const model::History& b_;
  std::vector<HistoryDifference> found_;
};

}  // namespace

std::vector<HistoryDifference> differences(const model::History& a, const model::History& b) {
  return Comparison(a, b).run();
}

}  // namespace tests
