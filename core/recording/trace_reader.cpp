#include <fmt/format.h>

#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/recording/read_diagnosis.h"
#include "core/recording/read_history.h"
#include "core/recording/read_pass.h"
#include "core/recording/read_segment.h"
#include "core/recording/read_trace_members.h"
#include "core/recording/spelling.h"
#include "core/recording/trace_check.h"
#include "core/recording/trace_file.h"

namespace core::recording {
namespace {

/// Bytes of history text an event takes on average, for the first reservation.
constexpr std::size_t kBytesAnEvent = 100;

/// Reads the members in whatever order they stand, but `format` and `version` before the others.
class Reader {
 public:
  Reader(std::string_view bytes, const std::string& file, const base::WorkContext& work)
      : bytes_(bytes), file_(file), work_(work) {}

  model::Trace read() {
    JsonText text(bytes_, file_, &work_);
    text.read([this](JsonCursor& root) {
      root.each_member([this](std::string_view key, JsonCursor& value) { member(key, value); });
      if (!has_version_) root.fail("the trace file names no version");
    });
    work_.progress.set_done(bytes_.size());
    if (has_history_) trace_.history = builder_.finish();
    if (const std::optional<Misfit> misfit = find_misfit(trace_)) {
      throw base::FormatError({"trace.malformed",
                               misfit->message,
                               {file_, std::nullopt, 0, 0, misfit->json_path},
                               "write the trace again from its history and its code"});
    }
    return std::move(trace_);
  }

 private:
  void member(std::string_view key, JsonCursor& value) {
    if (key == "format") {
      if (value.string() != kFormatName) value.fail("this is no Yieldscope trace");
    } else if (key == "version") {
      check_version(value.integer(), file_);
      has_version_ = true;
    } else if (!has_version_) {
      value.fail("a trace file begins with its format and version");
    } else if (key == "instance") {
      read_instance(value, builder_.envelope(), trace_);
    } else if (key == "orchestrator") {
      read_orchestrator(value, trace_);
    } else if (key == "history") {
      history(value);
    } else if (key == "places") {
      value.each_element([this](JsonCursor& in) { trace_.places.push_back(read_place(in)); });
    } else if (key == "spines") {
      value.each_element([this](JsonCursor& in) { trace_.spines.push_back(read_spine(in)); });
    } else if (key == "passes") {
      value.each_element([this](JsonCursor& in) { trace_.passes.push_back(read_pass(in)); });
    } else {
      read_diagnosis_member(key, value, trace_);
    }
  }

  void history(JsonCursor& value) {
    if (value.is_null()) return;
    has_history_ = true;
    builder_.reserve(bytes_.size() / kBytesAnEvent, bytes_.size());
    read_history(value, builder_);
  }

  std::string_view bytes_;
  const std::string& file_;
  const base::WorkContext& work_;
  model::Trace trace_;
  model::HistoryBuilder builder_;
  bool has_version_ = false;
  bool has_history_ = false;
};

/// Passes over spaces and then `token`; false when something else stands there.
bool take(std::string_view& text, std::string_view token) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos || !text.substr(at).starts_with(token)) return false;
  text.remove_prefix(at + token.size());
  return true;
}

}  // namespace

bool is_trace(std::string_view bytes) {
  return take(bytes, "{") && take(bytes, "\"format\"") && take(bytes, ":") &&
         take(bytes, "\"yieldscope-trace\"");
}

base::Result<model::Trace> read_trace(std::string_view bytes, const std::string& file) {
  base::Progress unseen;
  return read_trace(bytes, file, {unseen, {}});
}

base::Result<model::Trace> read_trace(std::string_view bytes, const std::string& file,
                                      const base::WorkContext& work) {
  try {
    return Reader(bytes, file, work).read();
  } catch (const base::FormatError& error) {
    return error.error();
  }
}

}  // namespace core::recording
