// Answers of the line protocol, read into model values (assets/runtimes/python/PROTOCOL.md).
// Made by ProcessRun, used by one thread. What does not fit the protocol throws FormatError.
#pragma once

#include <memory>
#include <string_view>

#include "core/orchestrators/orchestrator.h"

namespace core::orchestrators {

/// Keeps the parser's memory between lines.
class AnswerReader {
 public:
  AnswerReader();
  ~AnswerReader();

  /// The answer to start, resume and reply.
  Advance read_advance(std::string_view line);
  /// The answer to pass.
  Replayed read_replayed(std::string_view line);
  /// The answer to close.
  model::Segment read_closed(std::string_view line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace core::orchestrators
