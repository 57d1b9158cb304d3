#include "tests/core/importers/damage/reading.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/importers/registry.h"

namespace core::importers {

namespace {

void put(EventValues& out, std::string_view label, std::string_view value) {
  if (!value.empty()) out.push_back(std::string(label) + "=" + std::string(value));
}

void put(EventValues& out, std::string_view label, const model::PayloadView& value) {
  // null says no more than a member that is not there.
  if (value.kind == model::PayloadKind::absent || value.kind == model::PayloadKind::null) return;
  out.push_back(std::string(label) + "=" + std::string(value.text));
}

EventValues values_of(const model::EventView& event) {
  EventValues out;
  put(out, "type", event.type_name());
  out.push_back("id=" + std::to_string(event.id().value));
  if (event.link() != model::kNoEventId) put(out, "link", std::to_string(event.link().value));
  out.push_back("at=" + base::format_round_trip(event.timestamp()));
  if (event.is_played()) put(out, "played", "true");
  put(out, "name", event.name());
  if (event.fire_at()) put(out, "fire_at", base::format_round_trip(*event.fire_at()));
  if (event.status() != model::RuntimeStatus::unknown) {
    put(out, "status", model::name_of(event.status()));
  }
  put(out, "payload", event.payload());
  if (const model::EventExtra* extra = event.extra()) {
    put(out, "version", extra->version);
    put(out, "instance", extra->instance_id);
    put(out, "execution", extra->execution_id);
    put(out, "parent", extra->parent_instance_id);
    put(out, "details", extra->details.view());
    put(out, "failure", extra->failure_details.view());
    put(out, "raw", extra->raw.view());
  }
  return out;
}

EventValues values_of(const model::Envelope& envelope) {
  EventValues out;
  put(out, "instance", envelope.instance_id);
  put(out, "execution", envelope.execution_id);
  put(out, "name", envelope.name);
  if (envelope.parent_instance_id) put(out, "parent", *envelope.parent_instance_id);
  put(out, "input", envelope.input.view());
  if (envelope.is_replaying) put(out, "replaying", "true");
  const auto number = [&](std::string_view label, const std::optional<std::int64_t>& value) {
    if (value) put(out, label, std::to_string(*value));
  };
  number("schema", envelope.upper_schema_version);
  number("schema_new", envelope.upper_schema_version_new);
  number("long_timer", envelope.long_timer_interval_ticks);
  number("short_timer", envelope.maximum_short_timer_ticks);
  number("http_poll", envelope.http_poll_sleep_ms);
  return out;
}

void append(std::vector<model::Remark>& to, const model::Report& report) {
  to.insert(to.end(), report.remarks.begin(), report.remarks.end());
}

bool holds(const std::vector<std::string>& values, std::string_view text) {
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    return value.find(text) != std::string::npos;
  });
}

}  // namespace

std::size_t Reading::events() const {
  std::size_t count = 0;
  for (const ReadInstance& instance : instances) count += instance.recorded;
  return count;
}

bool Reading::has_same_values(const Reading& other) const {
  return error.has_value() == other.error.has_value() &&
         std::equal(instances.begin(), instances.end(), other.instances.begin(),
                    other.instances.end(), [](const ReadInstance& a, const ReadInstance& b) {
                      return a.id == b.id && a.envelope == b.envelope && a.events == b.events;
                    });
}

bool Reading::shows(std::string_view text) const {
  return std::any_of(instances.begin(), instances.end(), [&](const ReadInstance& instance) {
    return instance.id.find(text) != std::string::npos || holds(instance.envelope, text) ||
           std::any_of(instance.events.begin(), instance.events.end(),
                       [&](const EventValues& event) { return holds(event, text); });
  });
}

std::vector<const model::Remark*> Reading::remarks_beyond(const Reading& other) const {
  std::vector<const model::Remark*> known, beyond;
  for (const model::Remark& remark : other.remarks) known.push_back(&remark);
  for (const model::Remark& remark : remarks) {
    const auto same = std::find_if(known.begin(), known.end(), [&](const model::Remark* one) {
      return one->code == remark.code && one->message == remark.message;
    });
    if (same == known.end()) {
      beyond.push_back(&remark);
    } else {
      known.erase(same);
    }
  }
  return beyond;
}

Reading read_all(std::string bytes, const std::string& file) {
  Reading reading;
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  auto opened = open(std::move(bytes), file, work);
  if (!opened) {
    reading.error = opened.error();
    return reading;
  }
  reading.format = opened->importer->name();
  reading.was_wrapped = opened->reason.find("found ") != std::string::npos ||
                        opened->reason.find("unpacked from") != std::string::npos;
  append(reading.remarks, opened->import->report());
  const std::size_t count = opened->import->instances().size();
  for (std::size_t i = 0; i < count; ++i) {
    ReadInstance& read = reading.instances.emplace_back();
    read.id = opened->import->instances()[i].id;
    const auto loaded = opened->import->load(i, work);
    if (!loaded) {
      read.problem = loaded.error();
      continue;
    }
    read.fidelity = loaded->report.fidelity;
    read.envelope = values_of(loaded->history->envelope());
    for (std::size_t event = 0; event < loaded->history->size(); ++event) {
      const model::EventView view = (*loaded->history)[event];
      read.events.push_back(values_of(view));
      read.recorded += view.is_inferred(model::Inferable::event) ? 0 : 1;
    }
    append(reading.remarks, loaded->report);
  }
  return reading;
}

std::string missing_in(const base::Error& error) {
  if (error.code.find('.') == std::string::npos) return "the code";
  if (error.message.empty()) return "the message";
  if (error.where.file.empty()) return "the file";
  if (error.hint.empty()) return "what to do";
  if (error.code == "import.damaged" && !error.where.byte) return "the byte";
  if (error.where.byte && error.where.line == 0) return "the line";
  return {};
}

}  // namespace core::importers
