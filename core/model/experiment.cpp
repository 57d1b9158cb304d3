#include "core/model/experiment.h"

namespace core::model {

std::string_view name_of(Condition condition) {
  switch (condition) {
    case Condition::none:
      return "unchanged";
    case Condition::clock:
      return "clock shifted";
    case Condition::random:
      return "random reseeded";
    case Condition::hash_seed:
      return "hash seed changed";
    case Condition::environment:
      return "environment emptied";
  }
  return "";
}

}  // namespace core::model
