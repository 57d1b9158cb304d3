#include "core/importers/dtfx_array/importer.h"

#include "core/base/format_error.h"
#include "core/importers/common/event_array.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/host_input.h"
#include "core/importers/common/json_cursor.h"
#include "core/importers/common/sdk_event.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

using model::Severity;

namespace {

base::Result<std::unique_ptr<Import>> read_array(std::string text, const std::string& file,
                                                 const base::WorkContext& work) {
  FileBytes bytes(std::move(text));
  const std::size_t size = bytes.size();
  model::Report report;
  RemarkLog remarks(report);
  model::HistoryBuilder builder;
  // Generous: memory that is never written is never resident. A small event has 100 bytes.
  builder.reserve(size / 100 + 16, size);
  EventIntake intake(builder, remarks);

  JsonCursor cursor(bytes.view());
  cursor.open('[');
  EventArray events(bytes, cursor.byte(), file, "", intake);
  const ArrayEnd end = events.read(work);
  if (end == ArrayEnd::cancelled) return cancelled_error();
  if (end == ArrayEnd::complete) {
    JsonCursor rest(bytes.view(), events.end());
    rest.skip_space();
    if (!rest.at_end()) {
      const std::size_t byte = rest.byte();
      remarks.add_at(Severity::error, "import.trailing_content",
                     "There is something behind the array's last bracket; it is not read.",
                     {file, byte, bytes.line_of(byte), 0, {}});
    }
  }
  intake.finish({file, std::nullopt, 0, 0, {}});
  remarks.finish();
  take_host_input(builder);
  if (intake.taken() == 0) return no_event_error(report, file);
  return std::unique_ptr<Import>(
      std::make_unique<SingleImport>(builder.finish(), std::move(report), size));
}

}  // namespace

Sniff DtfxArrayImporter::sniff(const Shape& shape) const {
  if (shape.kind != ShapeKind::json_array) return {false, "no JSON array at the top level"};
  const Shape::ArrayShape* top = shape.array("");
  if (top == nullptr || top->elements.empty()) {
    return {false, "the top array holds no objects"};
  }
  for (const ObjectShape& event : top->elements) {
    const auto* type = event.find("EventType");
    const bool is_known = type != nullptr && sdk_type_of_text(type->kind, type->text).has_value();
    // Three other formats spell EventType alike; each has a member that DTFx does not.
    const bool is_foreign = event.find("PartitionKey") != nullptr ||
                            event.find("SequenceNumber") != nullptr ||
                            event.find("EventTimestamp") != nullptr;
    // A number is everybody's event type; the platform's events also say IsPlayed.
    const bool has_flag = event.find("IsPlayed") != nullptr;
    const bool is_named = is_known && type->kind == '"' && event.find("EventId") != nullptr &&
                          event.find("Timestamp") != nullptr;
    if (is_known && (has_flag || is_named) && !is_foreign) {
      return {true, "an array of events with EventType and EventId"};
    }
  }
  return {false, "the elements of the top array are no DTFx events (EventType and EventId)"};
}

base::Result<std::unique_ptr<Import>> DtfxArrayImporter::open(std::string bytes,
                                                              const std::string& file,
                                                              const base::WorkContext& work) const {
  try {
    return read_array(std::move(bytes), file, work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
