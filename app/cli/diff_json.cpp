#include "app/cli/diff_text.h"
#include "core/base/json_writer.h"

namespace app::cli {
namespace {

using core::base::JsonWriter;
using core::session::RunComparison;
using core::session::RunDifference;
using core::session::RunDifferenceSide;
using core::session::Snapshot;

std::int64_t number(std::size_t value) { return static_cast<std::int64_t>(value); }

void write_run(JsonWriter& out, std::string_view key, const Snapshot& snapshot, std::size_t units) {
  out.key(key).begin_object();
  out.key("file").string(snapshot.file);
  out.key("format").string(snapshot.format);
  out.key("instance").string(snapshot.instance_id);
  out.key("name").string(snapshot.history->envelope().name);
  out.key("events").number(number(snapshot.history->size()));
  out.key("compared").number(number(units));
  out.end_object();
}

/// null where the side has nothing.
void write_side(JsonWriter& out, std::string_view key, const RunDifferenceSide& side) {
  out.key(key);
  if (side.text.empty()) {
    out.null();
    return;
  }
  out.begin_object();
  out.key("text").string(side.text);
  out.key("number");
  side.number == 0 ? out.null() : out.number(std::int64_t{side.number});
  out.key("event");
  side.event == core::model::kNoEvent ? out.null() : out.number(std::int64_t{side.event.value});
  out.key("file");
  side.place.file.empty() ? out.null() : out.string(side.place.file);
  out.key("line");
  side.place.line == 0 ? out.null() : out.number(std::int64_t{side.place.line});
  out.end_object();
}

void write_difference(JsonWriter& out, const RunDifference& difference) {
  out.begin_object();
  out.key("aspect").string(difference.aspect);
  out.key("severity").string(core::model::name_of(difference.severity));
  write_side(out, "a", difference.a);
  write_side(out, "b", difference.b);
  out.end_object();
}

}  // namespace

std::string diff_json(const RunComparison& comparison) {
  JsonWriter out(2);
  out.begin_object();
  write_run(out, "a", comparison.a(), comparison.units_of_a());
  write_run(out, "b", comparison.b(), comparison.units_of_b());
  out.key("unit").string(comparison.unit());
  out.key("equal").boolean(comparison.size() == 0);
  out.key("same").number(number(comparison.same()));
  out.key("counts").begin_object();
  for (const auto& each : comparison.counts()) out.key(each.aspect).number(number(each.count));
  out.end_object();
  out.key("differences").begin_array();
  for (std::size_t i = 0; i < comparison.size(); ++i) write_difference(out, comparison.at(i));
  out.end_array();
  out.end_object();
  return out.take() + "\n";
}

}  // namespace app::cli
