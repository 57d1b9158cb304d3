#include "core/model/report.h"

#include <algorithm>

namespace core::model {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::information:
      return "information";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

std::string_view name_of(Fidelity fidelity) {
  switch (fidelity) {
    case Fidelity::exact:
      return "exact";
    case Fidelity::reconstructed:
      return "reconstructed";
    case Fidelity::timeline_only:
      return "timeline only";
  }
  return "";
}

bool Report::has_errors() const {
  return std::any_of(remarks.begin(), remarks.end(),
                     [](const Remark& remark) { return remark.severity == Severity::error; });
}

}  // namespace core::model
