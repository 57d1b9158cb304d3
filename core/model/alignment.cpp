#include "core/model/alignment.h"

namespace core::model {

std::string_view name_of(AlignmentKind kind) {
  switch (kind) {
    case AlignmentKind::same:
      return "same";
    case AlignmentKind::input_changed:
      return "input changed";
    case AlignmentKind::renamed:
      return "renamed";
    case AlignmentKind::moved:
      return "moved";
    case AlignmentKind::inserted:
      return "inserted";
    case AlignmentKind::removed:
      return "removed";
  }
  return "";
}

}  // namespace core::model
