// Watches ids while events go by: answers to nothing, second answers. Fed by EventIntake in
// history order; keeps a few bytes an id.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/model/event_type.h"
#include "core/model/history_builder.h"

namespace core::importers {

/// What is odd about an answer.
struct LinkProblem {
  enum class Kind { answers_nothing, answers_other_kind, answered_before };
  Kind kind = Kind::answers_nothing;
  /// The other event: the one of the other kind, or the one that answered first.
  std::size_t other = 0;
  model::EventType other_type = model::EventType::unknown;
};

/// The scheduling type that an answer of this type belongs to; empty when it names no id.
std::optional<model::EventType> scheduling_type_of(model::EventType answer);

/// Remembers the newest schedule of every id.
class LinkChecks {
 public:
  /// `number` is the event's position. Source: SEMANTICS 1.4, duplicate handling.
  std::optional<LinkProblem> watch(const model::EventRecord& record, std::size_t number);

 private:
  static constexpr std::uint32_t kNone = 0xffffffffu;
  struct Scheduled {
    std::uint32_t at = kNone;
    std::uint32_t answered = kNone;
    model::EventType type = model::EventType::unknown;
  };

  Scheduled& entry(std::int32_t id, std::size_t number);
  std::optional<LinkProblem> answer(const model::EventRecord& record, std::size_t number,
                                    model::EventType expected);

  // Ids count up from 0, so they index a vector; only an absurd id goes to the map.
  std::vector<Scheduled> dense_;
  std::unordered_map<std::int32_t, Scheduled> sparse_;
  std::size_t started_ = 0;  // where the generation begins
};

}  // namespace core::importers
