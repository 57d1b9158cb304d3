#include "core/model/history_builder.h"

#include <algorithm>
#include <limits>

#include "core/base/format_error.h"

namespace core::model {
namespace {

/// Events that ask nothing of the code. Among the outbound ones they are rows that a rewind has
/// overwritten in place (SEMANTICS 1.4), so they do not extend the inbound part.
bool is_marker(EventType type) {
  return type == EventType::generic_event || type == EventType::history_state ||
         type == EventType::unknown;
}

constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();

std::uint8_t inferred_bits(const EventView& event) {
  if (event.is_inferred(Inferable::event)) return static_cast<std::uint8_t>(Inferable::event);
  unsigned bits = 0;
  for (const Inferable value : {Inferable::id, Inferable::link, Inferable::timestamp,
                                Inferable::fire_at, Inferable::position}) {
    if (event.is_inferred(value)) bits |= static_cast<unsigned>(value);
  }
  return static_cast<std::uint8_t>(bits);
}

}  // namespace

EventRecord record_of(const EventView& event) {
  EventRecord record;
  record.type = event.type();
  record.id = event.id();
  record.link = event.link();
  record.timestamp = event.timestamp();
  record.is_played = event.is_played();
  record.name = event.name();
  record.payload = event.payload();
  record.fire_at = event.fire_at();
  record.status = event.status();
  record.extra = event.extra();
  record.inferred = inferred_bits(event);
  return record;
}

void HistoryBuilder::reserve(std::size_t events, std::size_t payload_bytes) {
  history_.types_.reserve(events);
  history_.flags_.reserve(events);
  history_.ids_.reserve(events);
  history_.links_.reserve(events);
  history_.times_.reserve(events);
  history_.names_.reserve(events);
  history_.payloads_.reserve(events);
  history_.bytes_.reserve(payload_bytes);
}

std::uint32_t HistoryBuilder::intern(std::string_view name) {
  if (name.empty()) {
    return 0;
  }
  if (history_.name_table_[last_name_] == name) {
    return last_name_;
  }
  if (const auto known = names_.find(name); known != names_.end()) {
    return last_name_ = known->second;
  }
  last_name_ = static_cast<std::uint32_t>(history_.name_table_.size());
  history_.name_table_.emplace_back(name);
  names_.emplace(name, last_name_);
  return last_name_;
}

EventIndex HistoryBuilder::append(const EventRecord& record) {
  if (record.payload.text.size() > kMost || history_.size() >= kMost) {
    throw base::FormatError({"history.too_large",
                             "a history holds at most 4,294,967,294 events, each with a payload of "
                             "less than 4 GiB",
                             {},
                             ""});
  }
  const EventIndex index{static_cast<std::uint32_t>(history_.size())};
  history_.types_.push_back(record.type);
  history_.flags_.push_back(static_cast<std::uint8_t>((record.is_played ? 1 : 0) |
                                                      (static_cast<unsigned>(record.status) << 1)));
  history_.ids_.push_back(record.id.value);
  history_.links_.push_back(record.link.value);
  history_.times_.push_back(record.timestamp.ticks);
  history_.names_.push_back(intern(record.name));
  history_.payloads_.push_back({history_.bytes_.size(),
                                static_cast<std::uint32_t>(record.payload.text.size()),
                                record.payload.kind});
  history_.bytes_.append(record.payload.text);
  if (record.inferred != 0 || !history_.inferred_.empty()) {
    history_.inferred_.resize(index.value, 0);
    history_.inferred_.push_back(record.inferred);
  }
  if (record.fire_at) {
    history_.fire_times_.emplace_back(index, *record.fire_at);
  }
  if (is_schedule(record.type)) {
    history_.schedules_.emplace_back(record.id.value, index);
  }
  if (record.extra != nullptr) {
    history_.extras_.push_back(*record.extra);
    history_.extras_.back().event = index;
  }
  return index;
}

void HistoryBuilder::cut_episodes() {
  const auto size = static_cast<std::uint32_t>(history_.size());
  bool has_started = false;
  bool seen_outbound = false;
  for (std::uint32_t i = 0; i < size; ++i) {
    const EventType type = history_.types_[i];
    const bool opens = type == EventType::orchestrator_started && has_started;
    if (history_.episodes_.empty() || opens) {
      history_.episodes_.push_back({EventIndex{i}, EventIndex{i}, EventIndex{i}, true});
      seen_outbound = false;
    }
    has_started = has_started || type == EventType::orchestrator_started;
    Episode& episode = history_.episodes_.back();
    if (is_outbound(type)) {
      seen_outbound = true;
    } else if (!seen_outbound || !is_marker(type)) {
      episode.inbound_end = EventIndex{i + 1};
    }
    episode.end = EventIndex{i + 1};
  }
  if (!history_.episodes_.empty()) {
    Episode& last = history_.episodes_.back();
    const auto begin = history_.types_.begin();
    last.is_complete =
        std::any_of(begin + last.inbound_end.value, begin + last.end.value, is_outbound);
  }
}

void HistoryBuilder::complete_envelope() {
  const auto found =
      std::find(history_.types_.begin(), history_.types_.end(), EventType::execution_started);
  if (found == history_.types_.end()) {
    return;
  }
  const EventView started = history_[static_cast<std::size_t>(found - history_.types_.begin())];
  Envelope& envelope = history_.envelope_;
  if (envelope.name.empty()) envelope.name = started.name();
  if (envelope.input.kind == PayloadKind::absent) envelope.input = Payload(started.payload());
  const EventExtra* more = started.extra();
  if (more == nullptr) {
    return;
  }
  if (envelope.instance_id.empty()) envelope.instance_id = more->instance_id;
  if (envelope.execution_id.empty()) envelope.execution_id = more->execution_id;
  if (!envelope.parent_instance_id && !more->parent_instance_id.empty()) {
    envelope.parent_instance_id = more->parent_instance_id;
  }
}

std::shared_ptr<const History> HistoryBuilder::finish() {
  cut_episodes();
  complete_envelope();
  // Ids ascend in most histories, and then there is nothing to sort.
  if (!std::is_sorted(history_.schedules_.begin(), history_.schedules_.end())) {
    std::sort(history_.schedules_.begin(), history_.schedules_.end());
  }
  auto finished = std::make_shared<const History>(std::move(history_));
  history_ = History();
  names_.clear();
  last_name_ = 0;
  return finished;
}

}  // namespace core::model
