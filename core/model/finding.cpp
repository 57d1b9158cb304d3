#include "core/model/finding.h"

namespace core::model {

std::string_view name_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::possible:
      return "possible";
    case Confidence::likely:
      return "likely";
    case Confidence::proven:
      return "proven";
  }
  return "";
}

}  // namespace core::model
