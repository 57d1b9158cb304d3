#include <fmt/format.h>

#include <list>
#include <map>
#include <tuple>
#include <utility>

#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/recording/recording_file.h"
#include "core/recording/recording_merge.h"
#include "core/recording/trace_check.h"
#include "core/recording/trace_file.h"

namespace core::recording {
namespace {

using model::Severity;

/// A line of a file, without its end.
struct Line {
  std::string_view text;
  std::uint64_t byte = 0;
  std::uint32_t number = 1;
  bool is_last = false;  ///< no end of line stands behind it
};

class Lines {
 public:
  explicit Lines(std::string_view bytes) : rest_(bytes) {}

  std::optional<Line> next() {
    if (rest_.empty()) return std::nullopt;
    const std::size_t end = rest_.find('\n');
    Line line{rest_.substr(0, end), byte_, ++number_, end == std::string_view::npos};
    const std::size_t taken = line.is_last ? rest_.size() : end + 1;
    rest_.remove_prefix(taken);
    byte_ += taken;
    return line;
  }

 private:
  std::string_view rest_;
  std::uint64_t byte_ = 0;
  std::uint32_t number_ = 0;
};

/// An error within a line, as a place in the file.
base::Error in_file(base::Error error, const Line& line) {
  error.where.byte = error.where.byte.value_or(0) + line.byte;
  error.where.line = line.number;
  return error;
}

class Reader {
 public:
  Reader(std::span<const RecordedFile> files, const base::WorkContext& work) : work_(work) {
    std::uint64_t total = 0;
    for (const RecordedFile& file : files) total += file.bytes.size();
    work_.progress.set_total(total);
  }

  void read(const RecordedFile& file) {
    Lines lines(file.bytes);
    const std::optional<Line> first = lines.next();
    StrandGroup& group = group_of(first.value_or(Line{}), file.name);
    group.strands.push_back({{}, file.name});
    while (const std::optional<Line> line = lines.next()) {
      if (is_stopped()) return;
      work_.progress.set_done(gone_past_ + line->byte);
      if (!base::trim(line->text).empty()) read_line(*line, file.name, group);
    }
  }

  /// Behind a file that was read or refused.
  void finish(const RecordedFile& file) {
    gone_past_ += file.bytes.size();
    work_.progress.set_done(gone_past_);
  }
  bool is_stopped() const { return work_.stop.stop_requested(); }

  std::vector<StrandGroup> take() {
    return {std::make_move_iterator(groups_.begin()), std::make_move_iterator(groups_.end())};
  }

 private:
  StrandGroup& group_of(const Line& line, const std::string& file) {
    RecordedHead head;
    try {
      head = read_head(line.text, file);
    } catch (const base::FormatError& error) {
      throw base::FormatError(in_file(error.error(), line));
    }
    const auto& envelope = head.envelope;
    const auto [at, is_new] = known_.try_emplace(
        std::tuple(envelope.instance_id, envelope.execution_id, head.trace.orchestrator.function));
    if (is_new) {
      groups_.emplace_back().head = std::move(head);
      at->second = &groups_.back();
    }
    return *at->second;
  }

  void read_line(const Line& line, const std::string& file, StrandGroup& group) {
    RecordedPass pass;
    try {
      pass = read_recorded_pass(line.text, file);
    } catch (const base::FormatError& error) {
      report_damage(in_file(error.error(), line), line, group.report);
      return;
    }
    const std::uint32_t number = pass.pass.number;
    if (group.strands.back().strand.begins_anew(pass)) group.strands.push_back({{}, file});
    if (auto missed = group.strands.back().strand.add(std::move(pass), group.places)) {
      group.report.add(
          Severity::error, "recording.missing_prefix",
          fmt::format("Pass {} cannot be shown: {}. A line before it is damaged or gone.", number,
                      *missed),
          {file, line.byte, line.number, 1, "/prefix"});
    }
  }

  static void report_damage(base::Error error, const Line& line, model::Report& report) {
    if (line.is_last) {
      report.add(Severity::warning, "recording.torn_line",
                 "The last line is cut: the process that wrote it ended there. The pass it was to "
                 "hold is lost.",
                 {error.where.file, line.byte + line.text.size(), line.number,
                  static_cast<std::uint32_t>(line.text.size() + 1), ""});
      return;
    }
    report.add(Severity::error, "recording.damaged_line",
               fmt::format("Line {} is damaged and the pass it held is lost: {}.", line.number,
                           error.message),
               error.where);
  }

  const base::WorkContext& work_;
  std::uint64_t gone_past_ = 0;    // of the files before
  std::list<StrandGroup> groups_;  // does not move them
  std::map<std::tuple<std::string, std::string, std::string>, StrandGroup*> known_;
};

base::Error no_pass(std::string file) {
  return {"recording.no_pass",
          "the recording holds no whole pass: the process ended before its first was written",
          {std::move(file), std::nullopt, 0, 0, ""},
          "Record again, or open the history of the instance."};
}

bool has_passes(const StrandGroup& group) {
  for (const NamedStrand& named : group.strands) {
    if (!named.strand.trace().passes.empty()) return true;
  }
  return false;
}

}  // namespace

bool is_recording(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, bytes.find('\n'));
  return is_trace(head) && head.find("\"recording\":{") != std::string_view::npos;
}

base::Result<std::vector<Recording>> read_recordings(std::span<const RecordedFile> files) {
  base::Progress unseen;
  return read_recordings(files, {unseen, {}});
}

base::Result<std::vector<Recording>> read_recordings(std::span<const RecordedFile> files,
                                                     const base::WorkContext& work) {
  Reader reader(files, work);
  std::vector<base::Error> refused;
  for (const RecordedFile& file : files) {
    try {
      reader.read(file);
    } catch (const base::FormatError& error) {
      refused.push_back(error.error());
    }
    if (reader.is_stopped()) {
      return base::Error{"cancelled", "reading the recordings was cancelled", {}, ""};
    }
    reader.finish(file);
  }
  std::vector<Recording> recordings;
  for (StrandGroup& group : reader.take()) {
    std::string file = group.strands.front().file;
    if (!has_passes(group)) {
      refused.push_back(no_pass(std::move(file)));
      continue;
    }
    Recording recording = merge(std::move(group));
    if (const std::optional<Misfit> misfit = find_misfit(recording.trace)) {
      refused.push_back({"trace.malformed",
                         misfit->message,
                         {std::move(file), std::nullopt, 0, 0, misfit->json_path},
                         "record again, or open the history of the instance"});
      continue;
    }
    recordings.push_back(std::move(recording));
  }
  if (recordings.empty()) return refused.empty() ? no_pass("") : std::move(refused.front());
  for (Recording& recording : recordings) {
    for (const base::Error& error : refused) {
      recording.report.add(Severity::warning, "recording.unreadable_file",
                           "Another file of the folder was left out: " + error.message + ".",
                           error.where);
    }
  }
  return recordings;
}

}  // namespace core::recording
