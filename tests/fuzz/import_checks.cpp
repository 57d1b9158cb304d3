#include "tests/fuzz/import_checks.h"

#include <algorithm>
#include <functional>

#include "core/base/check.h"
#include "core/importers/registry.h"
#include "core/model/history.h"
#include "tests/fuzz/finding_checks.h"
#include "tests/fuzz/told.h"

namespace tests::fuzz {

using core::base::check;
using core::importers::Import;
using core::importers::Importer;
using core::importers::Loaded;
using core::importers::ShapeKind;
using core::model::EventIndex;
using core::model::EventView;
using core::model::History;

namespace {

/// What an import came to, as far as two imports are compared.
struct Outcome {
  bool is_open = false;
  /// Something was said to be damaged, wrong or left out.
  bool has_errors = false;
  std::size_t warnings = 0;
  std::size_t events = 0;
  std::size_t digest = 0;
};

void count_remarks(const core::model::Report& report, Outcome& outcome) {
  outcome.has_errors = outcome.has_errors || report.has_errors();
  outcome.warnings += static_cast<std::size_t>(std::count_if(
      report.remarks.begin(), report.remarks.end(),
      [](const auto& remark) { return remark.severity == core::model::Severity::warning; }));
}

void mix(std::size_t& digest, std::string_view text) {
  digest = digest * 1'099'511'628'211u + std::hash<std::string_view>{}(text);
}

void mix(std::size_t& digest, std::int64_t number) {
  digest = digest * 1'099'511'628'211u + static_cast<std::size_t>(number);
}

/// Reads everything that can be read of an event, so that a view of freed bytes is noticed.
void mix_event(std::size_t& digest, const EventView& event) {
  check(!event.type_name().empty(), "every event has a type to show");
  mix(digest, event.type_name());
  mix(digest, event.id().value);
  mix(digest, event.link().value);
  mix(digest, event.timestamp().ticks);
  mix(digest, event.is_played() ? 1 : 0);
  mix(digest, event.name());
  mix(digest, static_cast<std::int64_t>(event.payload().kind));
  mix(digest, event.payload().text);
  mix(digest, event.fire_at() ? event.fire_at()->ticks : -1);
  mix(digest, static_cast<std::int64_t>(event.status()));
  if (const core::model::EventExtra* extra = event.extra()) {
    check(extra->event == event.index(), "an extra belongs to its event");
    for (const std::string* text :
         {&extra->version, &extra->instance_id, &extra->execution_id, &extra->parent_instance_id,
          &extra->raw_type, &extra->details.text, &extra->failure_details.text, &extra->raw.text}) {
      mix(digest, *text);
    }
  }
}

bool is_dangling_reported(const core::model::Report& report) {
  return std::any_of(report.remarks.begin(), report.remarks.end(), [](const auto& remark) {
    return remark.code == "history.dangling_id" || remark.severity == core::model::Severity::error;
  });
}

void check_links(const Loaded& loaded) {
  constexpr std::int32_t kSplitTimerId = -100;  // DTFx: internal, never scheduled
  const History& history = *loaded.history;
  bool is_dangling = false;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const EventView event = history[i];
    const auto by = history.scheduled_by(event.index());
    if (by) {
      check(by->value < i, "a link points backwards");
      check(history.at(*by).id() == event.link(), "a link leads to its id");
    }
    const bool is_answer = core::model::is_completion(event.type()) &&
                           event.type() != core::model::EventType::event_raised;
    is_dangling = is_dangling || (is_answer && !by && event.link() != core::model::kNoEventId &&
                                  event.link().value != kSplitTimerId);
  }
  if (is_dangling && loaded.report.fidelity == core::model::Fidelity::exact) {
    check(is_dangling_reported(loaded.report), "an answer to nothing is reported");
  }
}

void check_episodes(const History& history) {
  std::uint32_t at = 0;
  for (const core::model::Episode& episode : history.episodes()) {
    check(episode.begin.value == at, "episodes follow each other");
    check(episode.inbound_end >= episode.begin && episode.end >= episode.inbound_end &&
              episode.end > episode.begin,
          "an episode is a run of events");
    at = episode.end.value;
  }
  check(at == history.size(), "every event is in an episode");
}

/// Places count in the text that was read: a JSON string's content, where bytes that are no UTF-8
/// take three, or a printed table as CSV, where a short line has a cell of every column.
std::uint64_t decoded(std::uint64_t size) { return 64 * size + 4096; }

void check_instance(Import& import, std::size_t index, std::uint64_t size,
                    const core::base::WorkContext& work, Outcome& outcome) {
  const core::importers::Instance instance = import.instances()[index];
  check(instance.begin <= instance.end && instance.end <= decoded(size),
        "an instance lies in the file");
  auto loaded = import.load(index, work);
  if (!loaded) {
    outcome.has_errors = true;
    return check_error(loaded.error());
  }
  check(loaded->history != nullptr, "what is loaded has a history");
  check_report(loaded->report, decoded(size));
  check_links(*loaded);
  check_episodes(*loaded->history);
  check_findings(*loaded->history, loaded->report);
  count_remarks(loaded->report, outcome);
  outcome.events += loaded->history->size();
  mix(outcome.digest, instance.id);
  for (std::size_t i = 0; i < loaded->history->size(); ++i) {
    mix_event(outcome.digest, (*loaded->history)[i]);
  }
  mix(outcome.digest, loaded->history->envelope().input.text);
  // Keeping a row beside its parts, and numbers as columns, is fine; multiplying the file is not.
  const std::uint64_t columns = 512 * loaded->history->size();
  check(loaded->history->memory_bytes() <= 16 * size + columns + (64u << 10),
        "a history is not the file many times");
}

Outcome look_at_all(core::base::Result<std::unique_ptr<Import>> import, std::uint64_t size,
                    const core::base::WorkContext& work) {
  Outcome outcome;
  if (!import) {
    check_error(import.error());
    return outcome;
  }
  outcome.is_open = true;
  check_report((*import)->report(), decoded(size));
  count_remarks((*import)->report(), outcome);
  check(!(*import)->instances().empty(), "what opens has an instance");
  const std::size_t count = (*import)->instances().size();
  for (std::size_t i = 0; i < count; ++i) check_instance(**import, i, size, work, outcome);
  return outcome;
}

Outcome open_with(const Importer& importer, std::string_view bytes) {
  core::base::Progress progress;
  const core::base::WorkContext work{progress, {}};
  return look_at_all(importer.open(std::string(bytes), "input", work), bytes.size(), work);
}

bool fits(const Importer& importer, std::string_view bytes) {
  const core::importers::Sniff sniff = importer.sniff(core::importers::look_at(bytes));
  check(!sniff.reason.empty(), "a sniff says why");
  return sniff.fits;
}

/// JSON of which every byte counts: whatever is taken off or put on has to be noticed.
bool is_whole_json(std::string_view bytes) {
  const ShapeKind kind = core::importers::look_at(bytes).kind;
  return (kind == ShapeKind::json_object || kind == ShapeKind::json_array) && !bytes.empty() &&
         (bytes.back() == '}' || bytes.back() == ']');
}

/// A file that opened without an error is damaged: the damage is told, and what stands before it
/// is read as it was. The byte that is put on is no UTF-8, which also sends the readers in bulk
/// the tolerant way: both ways have to read the same.
void check_damage(const Importer& importer, std::string_view bytes, const Outcome& whole) {
  const std::string_view cut = bytes.substr(0, bytes.size() - 1);
  if (fits(importer, cut)) {
    const Outcome outcome = open_with(importer, cut);
    check(!outcome.is_open || outcome.has_errors, "a missing last bracket is told");
  }
  const std::string longer = std::string(bytes) + " \xFF";
  if (fits(importer, longer)) {
    const Outcome outcome = open_with(importer, longer);
    check(!outcome.is_open || outcome.has_errors, "a byte behind the end is told");
    check(!outcome.is_open || outcome.digest == whole.digest,
          "what stands before the damage is read as without it");
  }
  const std::string twice = std::string(bytes) + "\n" + std::string(bytes);
  if (fits(importer, twice)) {
    const Outcome outcome = open_with(importer, twice);
    check(!outcome.is_open || outcome.has_errors || outcome.warnings > whole.warnings ||
              outcome.events > whole.events,
          "a second history in the file is read or told");
  }
}

}  // namespace

void check_importer(const Importer& importer, std::string_view bytes) {
  bytes = core::importers::without_byte_order_mark(bytes);
  if (!fits(importer, bytes)) return;
  const Outcome outcome = open_with(importer, bytes);
  // One in eight: three imports instead of one would be a third of the inputs.
  const bool is_chosen = std::hash<std::string_view>{}(bytes) % 8 == 0;
  if (is_chosen && outcome.is_open && !outcome.has_errors && is_whole_json(bytes)) {
    check_damage(importer, bytes, outcome);
  }
}

void check_registry(std::string_view bytes) {
  core::base::Progress progress;
  const core::base::WorkContext work{progress, {}};
  auto opened = core::importers::open(std::string(bytes), "input", work);
  if (!opened) return check_error(opened.error());
  check(!opened->reason.empty(), "a recognised file says why");
  // Unpacked bytes may be many times the file's; places count in them.
  constexpr std::uint64_t kUnpacked = std::uint64_t{4} << 30;
  look_at_all(std::move(opened->import), kUnpacked, work);
}

}  // namespace tests::fuzz
