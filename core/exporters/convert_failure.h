// FailureDetails of an event: DTFx, protobuf and the SDKs' exports spell its members differently.
// Read whatever the source, written as the target spells them. Source: SEMANTICS 1.1, 2f. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/history.h"

namespace core::exporters {

/// Spellings of the target.
enum class FailureNames { dtfx, protobuf };

class FailureDetails {
 public:
  /// Empty when the event has none, or none that is a JSON object.
  static std::optional<FailureDetails> of(const model::EventView& event);
  /// Made of what older hosts record instead: Reason and Details.
  static FailureDetails of(std::string message, std::string stack);

  /// Texts; empty where there is none.
  std::string message() const;
  std::string stack() const;
  /// As a JSON object. Protobuf leaves out what is unset and, with a word for `left_out`, members
  /// that its message does not have; DTFx writes all of them.
  std::string to_json(FailureNames names, std::vector<std::string>& left_out) const;

 private:
  explicit FailureDetails(base::JsonValue value) : value_(std::move(value)) {}

  base::JsonValue value_;
};

}  // namespace core::exporters
