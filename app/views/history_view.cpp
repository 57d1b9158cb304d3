#include "app/views/history_view.h"

#include <algorithm>
#include <optional>

#include "app/views/base64_value.h"
#include "app/views/event_text.h"
#include "app/views/inner_json.h"
#include "app/views/value_node.h"
#include "core/base/base64.h"
#include "core/base/text.h"

namespace app::views {

namespace {

using core::base::with_thousands;

using model::EventType;
using model::Inferable;

constexpr std::size_t kCachedRows = 256;
constexpr std::size_t kShownPayload = 200;
/// A table's row is a glance: base64 beyond this is not decoded for it.
constexpr std::size_t kMostDecoded = 16'384;
constexpr std::size_t kMostDecodedRow = 1U << 20U;
constexpr std::size_t kShownDetails = 4'000;
/// Events looked at between two looks at the clock.
constexpr std::size_t kSearchStep = 512;

bool is_failure(const model::EventView& event) {
  switch (event.type()) {
    case EventType::task_failed:
    case EventType::sub_orchestration_instance_failed:
    case EventType::execution_failed:
    case EventType::execution_terminated:
    case EventType::thrown:
      return true;
    default: return event.status() == model::RuntimeStatus::failed;
  }
}

/// What a payload that is base64 from end to end holds; long ones are left to the event panel.
std::optional<std::string> base64_text(std::string_view payload) {
  if (payload.size() > kMostDecoded) return std::nullopt;
  if (payload.size() > 2 && payload.front() == '"' && payload.back() == '"') {
    payload = payload.substr(1, payload.size() - 2);
  }
  return core::base::text_in_base64(payload);
}

std::string payload_text(model::PayloadView payload) {
  switch (payload.kind) {
    case model::PayloadKind::absent: return "";
    case model::PayloadKind::null: return "null";
    case model::PayloadKind::offloaded:
      return "stored elsewhere: " + core::base::printable(payload.text.substr(0, kShownPayload));
    default: break;
  }
  if (const auto inner = base64_text(payload.text)) {
    return "from base64: " +
           core::base::shorten(core::base::printable(*inner), kShownPayload);
  }
  // Cut before it is made printable, so that a payload of megabytes costs no more than a short one.
  const std::string_view head = payload.text.substr(0, kShownPayload * 4);
  std::string text = core::base::shorten(core::base::printable(head), kShownPayload);
  return text;
}

/// What the table shows as payload: of a timer its due time, of a failure its reason.
std::string row_payload(const model::EventView& event) {
  std::string text = payload_text(event.payload());
  if (!text.empty()) return text;
  if (const auto due = event.fire_at()) {
    return "due " + marked(event, Inferable::fire_at, format_round_trip(*due));
  }
  if (event.details().has_value()) return payload_text(event.details());
  const model::EventExtra* extra = event.extra();
  return extra != nullptr && extra->raw.has_value() ? payload_text(extra->raw.view()) : "";
}

std::string id_text(model::EventId id) {
  return id == model::kNoEventId ? std::string() : std::to_string(id.value);
}

HistoryRow make_row(const state::Reading& reading, model::EventIndex index) {
  const model::History& history = reading.history();
  const model::EventView event = history.at(index);
  HistoryRow row;
  row.event = index;
  row.number = marked(event, Inferable::position, std::to_string(index.value));
  row.time = marked(event, Inferable::timestamp, clock_text(event.timestamp()));
  row.exact_time = marked(event, Inferable::timestamp, time_text(event.timestamp()));
  row.type = marked(event, Inferable::event, core::base::printable(event.type_name()));
  row.id = marked(event, Inferable::id, id_text(event.id()));
  row.link = marked(event, Inferable::link, id_text(event.link()));
  row.inferred = inferred_text(event);
  row.reasons = inferred_reasons(event);
  row.name = core::base::printable(call_name(history, reading.pairs, index));
  row.payload = row_payload(event);
  row.partner = reading.pairs.partner_of(index);
  row.is_schedule = model::is_schedule(event.type());
  row.is_failure = is_failure(event);
  row.is_unknown = event.type() == EventType::unknown;
  row.begins_pass = event.type() == EventType::orchestrator_started;
  if (!history.episodes().empty()) {
    row.pass = "p" + std::to_string(history.episode_of(index) + 1);
  }
  return row;
}

/// ASCII case ignored; `needle` is in lower case already.
bool holds(std::string_view text, std::string_view needle) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::search(text.begin(), text.end(), needle.begin(), needle.end(),
                     [&](char a, char b) { return lower(a) == b; }) != text.end();
}

}  // namespace

HistoryView::HistoryView(state::ReadingPtr reading, std::string filter)
    : reading_(std::move(reading)),
      filter_(std::move(filter)),
      needle_(core::base::to_lower_ascii(filter_)),
      is_filtered_(!filter_.empty()),
      cache_(kCachedRows) {}

bool HistoryView::matches(model::EventIndex index) const {
  const model::EventView event = reading_->history().at(index);
  return holds(event.type_name(), needle_) ||
         holds(call_name(reading_->history(), reading_->pairs, index), needle_) ||
         holds(event.payload().text, needle_) ||
         holds(base64_text(event.payload().text).value_or(""), needle_);
}

void HistoryView::search(std::chrono::microseconds time) {
  if (!is_searching()) return;
  const auto end = std::chrono::steady_clock::now() + time;
  do {
    const std::size_t stop = std::min(searched_ + kSearchStep, total());
    for (; searched_ < stop; ++searched_) {
      const model::EventIndex event{static_cast<std::uint32_t>(searched_)};
      if (matches(event)) shown_.push_back(event);
    }
  } while (is_searching() && std::chrono::steady_clock::now() < end);
  describe_hidden();
}

void HistoryView::describe_hidden() {
  hidden_text_ = with_thousands(shown_.size()) + " of " + with_thousands(total()) + " events";
  if (is_searching()) {
    hidden_text_ += ", " + std::to_string(searched_ * 100 / total()) + " % searched";
  }
}

const HistoryRow& HistoryView::row(std::size_t row) {
  Slot& slot = cache_[row % kCachedRows];
  if (slot.row != row) {
    const model::EventIndex event =
        is_filtered_ ? shown_[row] : model::EventIndex{static_cast<std::uint32_t>(row)};
    slot.value = make_row(*reading_, event);
    slot.row = row;
  }
  return slot.value;
}

std::size_t HistoryView::row_of(model::EventIndex event) const {
  if (size() == 0) return 0;
  if (!is_filtered_) return std::min<std::size_t>(event.value, size() - 1);
  const auto after = std::upper_bound(shown_.begin(), shown_.end(), event);
  return after == shown_.begin() ? 0 : static_cast<std::size_t>(after - shown_.begin()) - 1;
}

namespace {

/// Cuts lines into pieces that can be drawn and read.
std::vector<std::string> folded(std::vector<std::string> lines) {
  std::vector<std::string> result;
  for (std::string& line : lines) {
    std::string_view rest = line;
    while (rest.size() > kDetailColumns) {
      std::size_t cut = kDetailColumns;
      // Not inside a character: continuation bytes begin with 10.
      while (cut > 1 && (static_cast<unsigned char>(rest[cut]) & 0xc0U) == 0x80U) --cut;
      result.emplace_back(rest.substr(0, cut));
      rest.remove_prefix(cut);
    }
    result.emplace_back(rest);
  }
  return result;
}

std::string decoded_words(std::size_t count) {
  return (count == 1 ? "a text" : with_thousands(count) + " texts") +
         std::string(" of base64, decoded below");
}

/// The payload to read, with a field that says what was taken off it.
void add_payload(EventDetail& detail, std::string_view payload) {
  const InnerJson inner = inner_json(payload);
  if (inner.levels > 0) {
    detail.fields.emplace_back("payload", "JSON inside " +
                                              core::base::count_of(inner.levels, "level") +
                                              " of JSON text, unwrapped below");
  }
  if (inner.decoded > 0) {
    detail.fields.emplace_back("payload", decoded_words(inner.decoded));
    detail.recorded = folded(pretty_lines(payload));
  }
  detail.payload = folded(pretty_lines(inner.text));
}

/// The row that an import made the event from: there a value can stand in base64 that the import
/// has decoded.
void add_row(EventDetail& detail, std::string_view row) {
  if (!detail.recorded.empty() || row.size() > kMostDecodedRow) return;
  auto parsed = core::base::parse_json(row);
  const std::size_t decoded = parsed.ok() ? decode_inside(parsed.value()) : 0;
  if (decoded == 0) return;
  detail.fields.emplace_back("payload", decoded_words(decoded));
  detail.recorded = folded(pretty_lines(row));
}

}  // namespace

EventDetail event_detail(const state::Reading& reading, model::EventIndex index) {
  EventDetail detail;
  const model::History& history = reading.history();
  if (index.value >= history.size()) return detail;
  const model::EventView event = history.at(index);
  detail.title = event_title(history, index);
  const auto add = [&](const char* name, std::string_view text) {
    if (!text.empty()) detail.fields.emplace_back(name, core::base::printable(text));
  };
  add("~", inferred_text(event));
  for (const std::string& reason : inferred_reasons(event)) add("~ how", reason);
  add("time", marked(event, Inferable::timestamp, time_text(event.timestamp())));
  add("id", marked(event, Inferable::id, id_text(event.id())));
  add("answers id", marked(event, Inferable::link, id_text(event.link())));
  add("name", call_name(history, reading.pairs, index));
  if (const auto due = event.fire_at()) {
    add("due", marked(event, Inferable::fire_at, format_round_trip(*due)));
  }
  add("instance", event.instance_id());
  if (const model::EventIndex partner = reading.pairs.partner_of(index);
      partner != model::kNoEvent) {
    add(model::is_schedule(event.type()) ? "answered by" : "answers",
        event_title(history, partner));
  }
  if (event.payload().kind == model::PayloadKind::offloaded) {
    detail.is_elsewhere = true;
    add("payload", "the value is stored elsewhere, in " + std::string(event.payload().text) +
                       ": fetch it, and choose the folder it lies in (File, Choose folder with "
                       "payloads; on the command line --payloads DIR)");
  }
  if (event.details().has_value()) add("details", event.details().text.substr(0, kShownDetails));
  if (event.payload().has_value()) {
    add_payload(detail, event.payload().text);
    const auto* extra = event.extra();
    if (extra != nullptr && extra->raw.has_value()) add_row(detail, extra->raw.text);
  } else if (const auto* extra = event.extra(); extra != nullptr && extra->raw.has_value()) {
    add_payload(detail, extra->raw.text);
  } else if (const std::string text = payload_text(event.payload()); !text.empty()) {
    detail.payload = {text};
  }
  return detail;
}

}  // namespace app::views
