// Reads a JSON array of DTFx events out of a file's bytes: in windows of about one MiB through
// window_parser, and tolerantly, event by event, wherever that refuses. Stops at damage and says
// where. Used by worker_payload and dtfx_array; one thread.
#pragma once

#include <cstddef>
#include <string>

#include "core/base/progress.h"
#include "core/importers/common/event_intake.h"
#include "core/importers/common/file_bytes.h"
#include "core/importers/common/window_parser.h"

namespace core::importers {

class JsonCursor;

/// How the array came to an end.
enum class ArrayEnd { complete, damaged, cancelled };

/// One array of one file.
class EventArray {
 public:
  /// `begin` is the byte behind the array's `[`; `json_path` names the array ("/history").
  EventArray(FileBytes& bytes, std::size_t begin, std::string file, std::string json_path,
             EventIntake& intake);

  /// Reads to the end. Damage is in the intake's remarks as import.damaged.
  ArrayEnd read(const base::WorkContext& work);
  /// After `complete`: the byte behind the array's `]`. After `damaged`: where it was.
  std::size_t end() const { return at_; }

 private:
  enum class Turn { more, complete, damaged };
  /// What stands at the byte where tolerant reading begins.
  enum class Stand { before_element, before_taken_element, behind_element };

  Turn read_window();
  /// Goes on from `at` with the cursor for about one window.
  Turn read_tolerantly(std::size_t at, Stand stand);
  bool take_tolerantly(JsonCursor& cursor);
  Turn report_damage(const JsonCursor& cursor);
  base::Location locate(const EventPlace& place);

  FileBytes& bytes_;
  std::size_t at_;
  std::string file_;
  std::string json_path_;
  EventIntake& intake_;
  WindowParser parser_;
  std::size_t number_ = 0;  // elements gone past
  std::string decoded_;     // string members of the event that is being read tolerantly
};

}  // namespace core::importers
