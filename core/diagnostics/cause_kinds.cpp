#include "core/diagnostics/cause_kinds.h"

#include <algorithm>
#include <array>

namespace core::diagnostics {
namespace {

using model::Condition;

constexpr std::string_view kOwnValue = "{} gives each pass a value of its own.";

constexpr std::array kKinds{
    CauseKind{"clock", Condition::clock, kOwnValue, "YS3001"},
    CauseKind{"random", Condition::random, kOwnValue, "YS3002"},
    CauseKind{"uuid", Condition::random, kOwnValue, "YS3003"},
    CauseKind{"environment", Condition::environment,
              "{} can be another one since the history was recorded.", "YS3004"},
    CauseKind{"file", Condition::none,
              "{} can find another file than when the history was recorded.", "YS3005"},
    CauseKind{"order", Condition::hash_seed, "{} is another one in every process.", "YS3008"},
    CauseKind{"state", Condition::none,
              "{} is changed by a pass, and the next pass starts with it.", "YS3009"},
    CauseKind{
        "replaying", Condition::none,
        "{} is false where the code goes on for the first time and true when that is replayed.",
        "YS1006"},
    CauseKind{"machine", Condition::none, "{} differs from worker to worker.", "YS3006"},
    CauseKind{"network", Condition::none, "{} answers otherwise from time to time.", "YS3006"},
    CauseKind{"process", Condition::none, "{} answers otherwise from time to time.", "YS3006"},
    CauseKind{"thread", Condition::none, "{} goes on at its own pace.", "YS3006"},
    CauseKind{"asyncio", Condition::none, "{} goes on at its own pace.", "YS3006"},
    CauseKind{"native", Condition::none, "{} runs C code, whose reads cannot be noted.", "YS3006"},
};

constexpr std::array kConditions{
    ConditionWords{Condition::none, "Something by itself", "in another run", ""},
    ConditionWords{Condition::clock, "The clock", "with the clock shifted", "YS3001"},
    ConditionWords{Condition::random, "Random numbers", "with others", "YS3002"},
    ConditionWords{Condition::hash_seed, "Hashing", "with another hash seed", "YS3008"},
    ConditionWords{Condition::environment, "The environment", "with the environment changed",
                   "YS3004"},
};

}  // namespace

const CauseKind* find_cause_kind(std::string_view kind) {
  const auto* const found = std::find_if(kKinds.begin(), kKinds.end(),
                                         [&](const CauseKind& one) { return one.kind == kind; });
  return found == kKinds.end() ? nullptr : found;
}

const ConditionWords& words_of(Condition condition) {
  const auto* const found =
      std::find_if(kConditions.begin(), kConditions.end(),
                   [&](const ConditionWords& one) { return one.condition == condition; });
  return found == kConditions.end() ? kConditions.front() : *found;
}

}  // namespace core::diagnostics
