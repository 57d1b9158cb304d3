#include "core/importers/worker_payload/importer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/format_error.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/common/event_array.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/json_cursor.h"
#include "core/importers/common/json_outline.h"
#include "core/importers/common/line_counter.h"
#include "core/importers/common/pace.h"
#include "core/importers/common/parts_import.h"
#include "core/importers/common/single_import.h"
#include "core/importers/worker_payload/envelope.h"

namespace core::importers {

using model::Severity;

namespace {

/// A call merged into its answer, as the HTTP API and the monitor write it.
bool is_merged(const ObjectShape& event) {
  return event.find("DurationInMs") != nullptr || event.find("FunctionName") != nullptr ||
         event.find("ScheduledTime") != nullptr;
}

/// Whether array elements look like full DTFx events.
bool has_full_events(const Shape::ArrayShape& history) {
  if (std::any_of(history.elements.begin(), history.elements.end(), is_merged)) return false;
  for (const ObjectShape& event : history.elements) {
    const bool is_row =
        event.find("PartitionKey") != nullptr || event.find("SequenceNumber") != nullptr;
    const bool is_full = event.find("EventId") != nullptr || event.has("EventType", '0');
    if (event.find("EventType") != nullptr && is_full && !is_row) return true;
  }
  return false;
}

/// "history", or "History" as .NET programs write it that dump a provider's state.
const Shape::ArrayShape* history_of(const Shape& shape) {
  const Shape::ArrayShape* history = shape.array("history");
  return history != nullptr ? history : shape.array("History");
}

/// Reads one payload front to back.
class PayloadReader {
 public:
  PayloadReader(std::string bytes, const std::string& file)
      : bytes_(std::move(bytes)), file_(file), remarks_(report_), intake_(builder_, remarks_) {
    // Generous: memory that is never written is never resident. A small event has 100 bytes.
    builder_.reserve(bytes_.size() / 100 + 16, bytes_.size());
  }

  model::Report& report() { return report_; }
  base::Result<std::unique_ptr<Import>> read(const base::WorkContext& work) {
    const std::size_t size = bytes_.size();
    if (!read_members(work)) return cancelled_error();
    intake_.finish({file_, std::nullopt, 0, 0, "/history"});
    remarks_.finish();
    if (intake_.taken() == 0) return no_event_error(report_, file_);
    return std::unique_ptr<Import>(
        std::make_unique<SingleImport>(builder_.finish(), std::move(report_), size));
  }

 private:
  /// False when stopped.
  bool read_members(const base::WorkContext& work);
  /// Reads the event array whose `[` is next.
  ArrayEnd read_history(JsonCursor& cursor, Pace& pace, const base::WorkContext& work);
  void check_rest(JsonCursor& cursor);
  void damage(const JsonCursor& cursor);
  base::Location place_of(std::size_t byte, std::string path) {
    return {file_, byte, bytes_.line_of(byte), 0, std::move(path)};
  }

  FileBytes bytes_;
  const std::string& file_;
  model::Report report_;
  RemarkLog remarks_;
  model::HistoryBuilder builder_;
  EventIntake intake_;
  bool has_history_ = false;
};

bool PayloadReader::read_members(const base::WorkContext& work) {
  Pace pace(work, bytes_.size());
  JsonCursor cursor(bytes_.view(), 0, &pace);
  if (!cursor.open('{')) return damage(cursor), true;
  bool is_first = true;
  for (;;) {
    std::string_view raw_key;
    const JsonCursor::Step step = cursor.next_key(is_first, raw_key);
    if (step == JsonCursor::Step::end) break;
    if (step == JsonCursor::Step::fault) return damage(cursor), true;
    std::string key(raw_key.substr(1, raw_key.size() - 2));
    if (!key.empty() && key[0] >= 'A' && key[0] <= 'Z') key[0] = static_cast<char>(key[0] + 32);
    const std::size_t byte = cursor.byte();
    if (key == "history" && cursor.peek_kind() == '[' && !has_history_) {
      has_history_ = true;
      const ArrayEnd end = read_history(cursor, pace, work);
      if (end != ArrayEnd::complete) return end == ArrayEnd::damaged;
      continue;
    }
    JsonSpan value;
    if (!cursor.value(value)) return damage(cursor), true;
    if (key == "history") {
      remarks_.add_at(Severity::error, "import.second_history",
                      "There is a second member `history`; only the first is read.",
                      place_of(byte, "/history"));
      continue;
    }
    put_envelope_member(key, value, place_of(byte, "/" + key), builder_.envelope(), remarks_);
  }
  check_rest(cursor);
  return true;
}

ArrayEnd PayloadReader::read_history(JsonCursor& cursor, Pace& pace,
                                     const base::WorkContext& work) {
  EventArray events(bytes_, cursor.byte() + 1, file_, "/history", intake_);
  const ArrayEnd end = events.read(work);
  cursor = JsonCursor(bytes_.view(), events.end(), &pace);
  return end;
}

void PayloadReader::check_rest(JsonCursor& cursor) {
  cursor.skip_space();
  if (cursor.at_end()) return;
  const bool is_another = cursor.peek_kind() == '{';
  remarks_.add_at(Severity::error, "import.trailing_content",
                  is_another ? "Another JSON object begins behind the payload; only the first one "
                               "is read. Put each payload into a file of its own."
                             : "There is something behind the payload's last bracket; it is not "
                               "read.",
                  place_of(cursor.byte(), ""));
}

void PayloadReader::damage(const JsonCursor& cursor) {
  const JsonFault& fault = cursor.fault();
  remarks_.add_at(
      Severity::error, "import.damaged",
      fault.at_end
          ? fmt::format("The file ends where {} was expected: it was cut there.", fault.expected)
          : fmt::format("The file is no JSON from here on: {} was expected; nothing behind "
                        "it was read.",
                        fault.expected),
      place_of(fault.byte, ""));
}

/// The payload inside `bytes` when it is encoded once more; empty when it stands there plainly.
std::string inner_payload(const std::string& bytes, const base::WorkContext& work) {
  Pace pace(work);
  JsonCursor cursor(bytes, 0, &pace);
  JsonSpan text;
  if (cursor.peek_kind() == '"') {
    if (!cursor.value(text)) return {};
  } else {
    text = find_json_member(bytes, "body");
  }
  std::string inner;
  StringRepairs repairs;
  if (text.kind == '"') decode_json_string(text.raw, inner, repairs, &pace);
  return inner;
}

/// What is wrong with the JSON around a payload that is encoded once more.
void remark_outer(const std::string& bytes, const std::string& file, model::Report& report) {
  const auto place = [&](std::size_t byte) {
    return base::Location{file, byte, base::line_and_column(bytes, byte).first, 0, {}};
  };
  JsonCursor cursor(bytes);
  JsonSpan outer;
  if (!cursor.value(outer)) {
    report.add(Severity::error, "import.damaged",
               fmt::format("The JSON around the payload {} here, where {} was expected; what may "
                           "have stood behind it was not read.",
                           cursor.fault().at_end ? "ends" : "is broken", cursor.fault().expected),
               place(cursor.fault().byte));
    return;
  }
  cursor.skip_space();
  if (cursor.at_end()) return;
  report.add(Severity::error, "import.trailing_content",
             "There is something behind the JSON that holds the payload; it is not read. Put each "
             "payload into a file of its own.",
             place(cursor.byte()));
}

/// Payloads one behind the other, as a log of invocations holds them; empty when it is only one.
std::vector<PartsImport::Part> read_payloads(const std::string& bytes, const std::string& file,
                                             RemarkLog& log, const base::WorkContext& work) {
  std::vector<JsonSpan> payloads;
  base::ProgressPart looking(work.progress, 0, 200);
  Pace pace({looking, work.stop}, bytes.size());
  JsonSequence sequence(bytes, 0, JsonSequence::Layout::lines, &pace);
  JsonSpan value;
  std::size_t others = 0;
  while (sequence.next(value) == JsonSequence::Step::found) {
    const bool is_payload = find_json_member(value.raw, "history").kind == '[' ||
                            find_json_member(value.raw, "History").kind == '[';
    if (is_payload) payloads.push_back(value);
    others += is_payload ? 0 : 1;
  }
  std::vector<PartsImport::Part> parts;
  if (payloads.size() < 2) return parts;
  LineCounter lines(bytes);
  for (const JsonSpan& payload : payloads) {
    const auto permille = [&](std::size_t byte) { return 200 + 800 * byte / bytes.size(); };
    base::ProgressPart reading(work.progress, permille(payload.byte),
                               permille(payload.byte + payload.raw.size()));
    auto part = PayloadReader(std::string(payload.raw), file).read({reading, work.stop});
    if (part) {
      parts.push_back({std::move(part).value(), payload.byte});
    } else if (part.error().code == "cancelled") {
      throw base::FormatError(std::move(part).error());
    } else {
      log.add_at(Severity::error, "import.damaged", part.error().message,
                 {file, payload.byte, lines.line_of(payload.byte), 0, {}});
    }
  }
  if (others > 0) {
    log.add_at(Severity::error, "import.trailing_content",
               fmt::format("{} between the payloads {} no payload and {} not read.",
                           base::count_of(others, "value"), others == 1 ? "is" : "are",
                           others == 1 ? "was" : "were"),
               {file, std::nullopt, 0, 0, {}});
  }
  return parts;
}

}  // namespace

Sniff WorkerPayloadImporter::sniff(const Shape& shape) const {
  if (shape.inner) {
    Sniff sniff = this->sniff(*shape.inner);
    if (sniff.fits) sniff.reason += ", encoded once more as a JSON string";
    return sniff;
  }
  if (shape.kind != ShapeKind::json_object && shape.kind != ShapeKind::json_lines) {
    return {false, "no JSON object at the top level"};
  }
  if (!shape.top.has("history", '[') && !shape.top.has("History", '[')) {
    return {false, "no `history` array at the top level"};
  }
  const Shape::ArrayShape* history = history_of(shape);
  if (history != nullptr && has_full_events(*history)) {
    return {true, "a `history` array of events with EventType and EventId"};
  }
  const bool is_empty = history == nullptr || history->elements.empty();
  if (is_empty && shape.top.find("isReplaying") != nullptr) {
    return {true, "`history` and `isReplaying` at the top level"};
  }
  return {false, "the elements of `history` are no full events (EventType and EventId)"};
}

base::Result<std::unique_ptr<Import>> WorkerPayloadImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    const char first = JsonCursor(bytes).peek_kind();
    const Shape shape = first == '{' ? look_at(bytes) : Shape();
    const bool is_wrapped = first == '"' || shape.inner != nullptr;
    model::Report around;
    if (is_wrapped) {
      remark_outer(bytes, file, around);
      bytes = inner_payload(bytes, work);
    }
    if (shape.kind == ShapeKind::json_lines && !is_wrapped) {
      model::Report report;
      RemarkLog log(report);
      auto parts = read_payloads(bytes, file, log, work);
      log.finish();
      if (!parts.empty()) {
        return std::unique_ptr<Import>(
            std::make_unique<PartsImport>(std::move(parts), std::move(report)));
      }
    }
    PayloadReader reader(std::move(bytes), file);
    if (is_wrapped) {
      reader.report().add(Severity::information, "import.encoded_twice",
                          "The payload was encoded once more as a JSON string; bytes and lines are "
                          "counted in the decoded text.",
                          {file, std::nullopt, 0, 0, {}});
      for (model::Remark& remark : around.remarks) {
        reader.report().remarks.push_back(std::move(remark));
      }
    }
    return reader.read(work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
