#include "core/model/ledger.h"

namespace core::model {

std::string_view name_of(TaskState state) {
  switch (state) {
    case TaskState::created:
      return "created";
    case TaskState::running:
      return "running";
    case TaskState::succeeded:
      return "succeeded";
    case TaskState::failed:
      return "failed";
    case TaskState::cancelled:
      return "cancelled";
  }
  return "";
}

}  // namespace core::model
