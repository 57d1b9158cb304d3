// What reading one instance event by event needs, put together once: builder, report, intake, and
// the words for damage. Used by the formats that are read with JsonSequence; one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/progress.h"
#include "core/importers/common/event_intake.h"
#include "core/importers/common/json_outline.h"
#include "core/importers/common/line_counter.h"
#include "core/importers/common/pace.h"
#include "core/importers/importer.h"

namespace core::importers {

class HistoryReading {
 public:
  /// Both outlive the reading.
  HistoryReading(std::string_view text, const std::string& file);

  EventIntake& intake() { return intake_; }
  RemarkLog& remarks() { return remarks_; }
  model::Report& report() { return report_; }
  model::HistoryBuilder& builder() { return builder_; }
  const std::string& file() const { return file_; }
  std::string_view text() const { return text_; }

  base::Location place_of(std::uint64_t byte, std::string path) const;
  /// Remarks about events from now on name this list ("/events") before the event's number.
  void set_path(std::string path) { path_ = std::move(path); }

  /// Gives every value of the array at `begin`, or of the lines from there, to `take(span, place)`.
  /// Damage becomes a remark; a damaged line is gone past. Throws FormatError "cancelled".
  template <typename Take>
  void read(std::size_t begin, JsonSequence::Layout layout, const base::WorkContext& work,
            Take take) {
    Pace pace(work, text_.size());
    JsonSequence sequence(text_, begin, layout, &pace);
    for (;;) {
      JsonSpan value;
      const JsonSequence::Step step = sequence.next(value);
      if (step == JsonSequence::Step::end) return;
      if (step == JsonSequence::Step::fault) {
        remark_damage(sequence.fault(), sequence.count());
        if (!sequence.skip_line()) return;
        continue;
      }
      pace.at(value.byte);
      watch(value, EventPlace{value.byte, sequence.count() - 1});
      take(value, EventPlace{value.byte, sequence.count() - 1});
    }
  }
  /// Says that an element is the same as the one before it, or holds broken text.
  void watch(const JsonSpan& element, const EventPlace& place);
  /// An element that is no event of the format; it is left out.
  void not_an_event(const EventPlace& place, std::string_view why);
  void remark_damage(const JsonFault& fault, std::size_t gone_past);
  /// Damage around the lists, when none was met inside them.
  void remark_outline(const JsonOutline& outline, std::size_t gone_past);
  /// A member around the events that no replay needs.
  void member_not_kept(const OutlinedValue& value);

  /// Closes the report. The builder is empty afterwards.
  Loaded finish(const base::Location& where);
  /// The same for a history that reconstruct put into the builder: no events went through the
  /// intake.
  Loaded finish_rebuilt();
  /// The same as an Import of one instance, or the error when nothing was read.
  base::Result<std::unique_ptr<Import>> finish_single();

 private:
  std::string_view text_;
  mutable LineCounter lines_;
  const std::string& file_;
  std::string path_;
  model::Report report_;
  RemarkLog remarks_;
  model::HistoryBuilder builder_;
  EventIntake intake_;
  std::size_t members_not_kept_ = 0;
  std::string_view last_element_;
};

/// The door's answer to an exception while a file was read.
base::Error unreadable_error(const std::exception& error, const std::string& file);

}  // namespace core::importers
