// Answers of the line protocol, read into model values (assets/runtimes/python/PROTOCOL.md).
// Made by ProcessRun, used by one thread. What does not fit the protocol throws FormatError.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/orchestrators/orchestrator.h"

namespace core::orchestrators {

/// What an installed SDK gave the code to run on.
struct Arrived {
  model::ResumeKind kind = model::ResumeKind::start;
  model::TaskHandle awaited = model::kNoTask;
  std::optional<std::string> value;  ///< JSON text, or the exception's message; empty: None
  std::vector<model::TaskHandle> children;
};

/// The answer to execute: what the code did from stop to stop, and what the SDK answered.
struct Executed {
  std::vector<Advance> advances;
  std::vector<Arrived> arrivals;  ///< of each advance
  std::optional<std::string> document;
  std::string error_type, error;
};

/// Keeps the parser's memory between lines.
class AnswerReader {
 public:
  AnswerReader();
  ~AnswerReader();

  /// The answer to start, resume and reply.
  Advance read_advance(std::string_view line);
  /// The answer to pass.
  Replayed read_replayed(std::string_view line);
  /// The answer to execute.
  Executed read_executed(std::string_view line);
  /// The answer to close.
  model::Segment read_closed(std::string_view line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace core::orchestrators
