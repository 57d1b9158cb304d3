#include "core/model/check_result.h"

namespace core::model {

std::string_view name_of(CheckState state) {
  switch (state) {
    case CheckState::safe:
      return "safe";
    case CheckState::breaks:
      return "breaks";
    case CheckState::needs_guard:
      return "needs a version guard";
    case CheckState::not_judged:
      return "not judged";
  }
  return "";
}

}  // namespace core::model
