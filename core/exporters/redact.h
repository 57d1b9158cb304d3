// --redact: what is written shows structure and size, never content. Values of payloads, locals,
// log lines, custom status and exception messages become "<text 12>", "<number>"; ids of instances
// become pseudonyms that are the same in every run. Names of calls, events, files and functions,
// lines, times and event numbers stay. Done before anything is formatted, so no format needs to
// know. One thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/model/check_result.h"
#include "core/model/trace.h"

namespace core::exporters {

/// "instance-3fa9c1d25e70": from a hash, so that files of different runs can be compared. An id
/// that can be guessed can be confirmed by hashing the guess.
std::string pseudonym(std::string_view instance_id);

/// What one instance's history and trace hold that must not be shown, and how to say it without.
class Redactor {
 public:
  /// Either may be null: with neither, texts are redacted by their shape alone (what stands in
  /// quotes, behind brackets, and numbers).
  Redactor(const model::History* history, const model::Trace* trace);
  ~Redactor();
  Redactor(const Redactor&) = delete;
  Redactor& operator=(const Redactor&) = delete;

  /// A sentence or label that may quote values.
  std::string text(std::string_view text) const;
  /// A line of source code: only values that are known go.
  std::string source(std::string_view line) const;
  /// A file's path: kept but for instance ids in it.
  std::string path(std::string_view path) const;
  model::Finding finding(const model::Finding& finding) const;
  std::shared_ptr<const model::History> history(const model::History& history) const;
  /// Its history is redacted too.
  std::shared_ptr<const model::Trace> trace(const model::Trace& trace) const;

 private:
  class Secrets;
  std::unique_ptr<Secrets> secrets_;
};

/// One row of a check. To be called while the history and the trace are at hand, because a row that
/// is safe keeps neither; both may be null.
void redact(model::CheckedHistory& checked, const model::History* history,
            const model::Trace* trace);
/// What stands around the rows; the rows are left as they are.
void redact_frame(model::CheckResult& result);

}  // namespace core::exporters
