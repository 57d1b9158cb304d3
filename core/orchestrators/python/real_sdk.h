// --sdk real: what the launcher needs to let an installed SDK drive, and what that SDK answered.
// Made by session, filled by real_run, read by session again, which compares.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/model/history.h"

namespace core::orchestrators {

/// How the SDK answered one pass: a state document, or an exception that carries one or none.
struct SdkAnswer {
  std::uint32_t pass = 1;
  std::optional<std::string> document;  ///< JSON text
  std::string error_type;               ///< empty: it answered
  std::string error;                    ///< str(exception), with "$OutOfProcData$:" and a document
  /// The first yield that it answered otherwise than the engine predicts, and both in words.
  struct OtherAnswer {
    std::uint32_t yield = 0;
    std::string sdk, engine;
  };
  std::optional<OtherAnswer> other_answer;
};

/// The history that payloads are made of, and where the answers go.
struct RealSdk {
  std::shared_ptr<const model::History> history;
  std::shared_ptr<std::vector<SdkAnswer>> answers;
};

}  // namespace core::orchestrators
