// What an import lost, inferred or found odd. Travels with the History and is shown on screen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace core::model {

/// How bad something is, in reports and findings alike.
enum class Severity : std::uint8_t { information, warning, error };
std::string_view name_of(Severity severity);

/// One remark about an imported file. Dropped data is always an error.
struct Remark {
  Severity severity = Severity::information;
  /// Stable, dotted, e.g. "history.duplicate_completion".
  std::string code;
  std::string message;
  base::Location where;

  friend bool operator==(const Remark&, const Remark&) = default;
};

/// How much of the truth a format carries.
enum class Fidelity : std::uint8_t { exact, reconstructed, timeline_only };
std::string_view name_of(Fidelity fidelity);

/// All remarks about one file or instance.
struct Report {
  Fidelity fidelity = Fidelity::exact;
  std::vector<Remark> remarks;

  void add(Severity severity, std::string code, std::string message, base::Location where = {}) {
    remarks.push_back({severity, std::move(code), std::move(message), std::move(where)});
  }
  bool has_errors() const;
};

}  // namespace core::model
