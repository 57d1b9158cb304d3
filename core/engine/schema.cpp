#include "core/engine/schema.h"

#include <algorithm>

namespace core::engine {
namespace {

constexpr std::int64_t kTicksPerDay = 86'400 * base::kTicksPerSecond;
constexpr std::int64_t kDefaultLegDays = 3;  // SEMANTICS 2a: AzureStorage's defaults
constexpr std::int64_t kDefaultLongestDays = 6;

void take_upper_version(SdkRules& rules, const model::Envelope& envelope) {
  const std::int64_t version = envelope.upper_schema_version.value_or(1);
  rules.schema = version == 0 ? 1 : 2;
  if (version < 0 || version > 1) {
    rules.refusal = std::to_string(version) + " is not a valid ReplaySchema";
  }
}

void take_newer_version(SdkRules& rules, const model::Envelope& envelope) {
  constexpr std::int64_t kHighestKnown = 2;
  const std::int64_t sent = envelope.upper_schema_version_new
                                ? *envelope.upper_schema_version_new
                                : envelope.upper_schema_version.value_or(kHighestKnown);
  rules.schema = static_cast<std::int32_t>(std::clamp<std::int64_t>(sent, 0, kHighestKnown)) + 1;
}

}  // namespace

SdkRules resolve_rules(const Flavour& flavour, const model::Envelope& envelope) {
  SdkRules rules;
  rules.is_plain_generator = flavour.yields == YieldRule::any_value;
  rules.emits_settled = flavour.schedule_order == ScheduleOrder::schedule_first;
  rules.has_plain_output = flavour.output_check == OutputCheck::plain_json;
  rules.longest_timer_ticks =
      envelope.maximum_short_timer_ticks.value_or(kDefaultLongestDays * kTicksPerDay);
  rules.timer_leg_ticks =
      envelope.long_timer_interval_ticks.value_or(kDefaultLegDays * kTicksPerDay);
  switch (flavour.schema_source) {
    case SchemaSource::upper_schema_version:
      take_upper_version(rules, envelope);
      break;
    case SchemaSource::upper_schema_version_new:
      take_newer_version(rules, envelope);
      break;
    case SchemaSource::none:
      break;
  }
  // Back ends without a limit send none: the SDK makes plain timers there.
  const bool has_no_limit =
      envelope.upper_schema_version_new && !envelope.maximum_short_timer_ticks;
  rules.has_long_timers =
      flavour.long_timers == LongTimers::legs && rules.schema >= 3 && !has_no_limit;
  return rules;
}

}  // namespace core::engine
