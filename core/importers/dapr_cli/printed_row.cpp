#include "core/importers/dapr_cli/printed_row.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/base/text.h"
#include "core/importers/common/event_fields.h"
#include "core/importers/common/loose_time.h"
#include "core/importers/common/row_json.h"
#include "core/importers/common/sdk_event.h"

namespace core::importers {

using model::EventType;

namespace {

const Cell* find_cell(const TableRow& row, std::string_view column) {
  for (const Cell& cell : row.cells) {
    const bool is_it = base::equal_ignoring_case(cell.column, column);
    if (is_it && cell.text != "-" && cell.kind != 'n') return &cell;
  }
  return nullptr;
}

std::string_view text_of(const TableRow& row, std::string_view column) {
  const Cell* cell = find_cell(row, column);
  return cell == nullptr ? std::string_view() : cell->text;
}

/// What stands behind a word such as "eventId=" in the details or attributes, up to the next one.
std::string_view value_behind(std::string_view text, std::string_view word) {
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; ++at) {
    if (at > 0 && text[at - 1] != ';' && text[at - 1] != ' ') continue;
    const std::string_view rest = text.substr(at + word.size());
    return rest.substr(0, rest.find_first_of("; "));
  }
  return {};
}

/// The id that an answer names.
std::int64_t answered_id(std::string_view details, std::string_view attributes) {
  for (const std::string_view value :
       {value_behind(details, "eventId="), value_behind(attributes, "scheduledId="),
        value_behind(attributes, "timerId=")}) {
    if (const auto id = integer_of({'"', value})) return *id;
  }
  return -1;
}

/// The CLI's own short words, as the events are called elsewhere.
std::string full_name(std::string_view type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kShort{{
      {"SubOrchCreated", "SubOrchestrationInstanceCreated"},
      {"SubOrchCompleted", "SubOrchestrationInstanceCompleted"},
      {"SubOrchFailed", "SubOrchestrationInstanceFailed"},
      {"EntitySignaled", "EntityOperationSignaled"},
      {"EntityCalled", "EntityOperationCalled"},
      {"EntityCompleted", "EntityOperationCompleted"},
      {"EntityFailed", "EntityOperationFailed"},
  }};
  for (const auto& [word, name] : kShort) {
    if (type == word) return std::string(name);
  }
  return std::string(type);
}

model::RuntimeStatus status_of(std::string_view word) {
  std::string folded;
  for (const char c : word) {
    if (c != '_' && c != ' ') folded.push_back(c);
  }
  return model::status_from_name(folded).value_or(model::RuntimeStatus::unknown);
}

}  // namespace

std::optional<std::int64_t> parse_printed_duration(std::string_view text) {
  constexpr std::string_view kAge = "Age:";
  if (text.starts_with(kAge)) text.remove_prefix(kAge.size());
  static constexpr std::array<std::pair<std::string_view, double>, 9> kUnits{{
      {"ns", 0.01},
      {"\xC2\xB5s", 10},  // the micro sign
      {"\xCE\xBCs", 10},  // the Greek letter
      {"us", 10},
      {"ms", 10'000},
      {"s", 10'000'000},
      {"m", 600'000'000},
      {"h", 36'000'000'000},
      {"d", 864'000'000'000},
  }};
  double ticks = 0;
  bool is_any = false;
  while (!text.empty()) {
    double amount = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
    if (error != std::errc() || !(amount >= 0 && amount < 1e12)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const auto unit = std::find_if(kUnits.begin(), kUnits.end(), [&](const auto& candidate) {
      return text.starts_with(candidate.first);
    });
    if (unit == kUnits.end()) return std::nullopt;
    ticks += amount * unit->second;
    text.remove_prefix(unit->first.size());
    is_any = true;
  }
  if (!is_any || ticks > 1e17) return std::nullopt;
  return static_cast<std::int64_t>(ticks);
}

bool is_printed_kind(std::string_view type) { return sdk_type_of(full_name(type)).has_value(); }

TimelineEvent PrintedRows::read(const TableRow& row) {
  TimelineEvent event;
  event.place = {row.place.byte, count_++};
  unread_.clear();
  event.raw = row_as_json(row);
  event.own_type = text_of(row, "type");
  const auto known = sdk_type_of(full_name(event.own_type));
  if (known && !known->is_translated) event.type = known->type;
  event.name = text_of(row, "name");
  if (const Cell* id = find_cell(row, "eventid")) {
    const auto number = integer_of({'"', id->text});
    event.id = number.value_or(-1);
    if (!number && !id->text.empty()) unread_.emplace_back("eventId", id->text);
  }
  const std::string_view details = text_of(row, "details");
  if (!details.empty()) event.details = model::Payload::of_text(std::string(details));
  const std::string_view attributes = text_of(row, "attrs");
  if (model::is_completion(event.type)) event.link = answered_id(details, attributes);
  std::string_view fire_at = value_behind(details, "fireAt=");
  if (fire_at.empty()) fire_at = value_behind(attributes, "fireAt=");
  event.fire_at = base::parse_timestamp(fire_at);
  if (!attributes.empty()) event.payload = model::Payload::of_text(std::string(attributes));
  if (event.type == EventType::execution_completed)
    event.status = status_of(text_of(row, "status"));
  event.execution_id = text_of(row, "executionid");
  if (event.execution_id.empty()) event.execution_id = text_of(row, "execution_id");
  const std::string_view elapsed = text_of(row, "elapsed");
  if (!elapsed.empty() && !parse_printed_duration(elapsed)) {
    unread_.emplace_back("elapsed", elapsed);
  }
  const auto time = parse_loose_time(text_of(row, "timestamp"));
  if (time) {
    event.time = last_ = time->time;
    return event;
  }
  ++without_time_;
  begins_without_time_ = begins_without_time_ || event.place.number == 0;
  // The first row says how long ago it was, which is of no use without the time of printing.
  if (!elapsed.starts_with("Age:")) {
    constexpr std::int64_t kYear9999 = 2'534'023'007'990'000'000;
    last_.ticks = std::min(last_.ticks + parse_printed_duration(elapsed).value_or(0), kYear9999);
  }
  event.time = last_;
  event.inferred = static_cast<std::uint8_t>(model::Inferable::timestamp);
  return event;
}

std::string csv_of_aligned_table(std::string_view text) {
  // The CLI may have said something before its table.
  const std::size_t elapsed = text.find(" ELAPSED");
  if (elapsed == std::string_view::npos) return {};
  const std::size_t before = text.rfind('\n', elapsed);
  if (before != std::string_view::npos) text.remove_prefix(before + 1);
  const std::string_view header = text.substr(0, std::min(text.find('\n'), text.size()));
  if (header.find("TYPE") == std::string_view::npos) return {};
  constexpr std::size_t kColumns = 32;  // the CLI has fifteen; every row gets a cell of each
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < header.size() && columns.size() < kColumns; ++i) {
    const bool is_letter = header[i] != ' ' && header[i] != '\r';
    if (is_letter && (i == 0 || header[i - 1] == ' ')) columns.push_back(i);
  }
  std::string csv;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (base::trim(line).empty()) continue;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::size_t from = std::min(columns[c], line.size());
      const std::size_t to =
          c + 1 < columns.size() ? std::min(columns[c + 1], line.size()) : line.size();
      std::string cell(base::trim(line.substr(from, to - from)));
      for (std::size_t quote = cell.find('"'); quote != std::string::npos;
           quote = cell.find('"', quote + 2)) {
        cell.insert(quote, 1, '"');
      }
      csv += (c == 0 ? "\"" : ",\"") + cell + "\"";
    }
    csv += "\n";
  }
  return csv;
}

}  // namespace core::importers
