#include "tests/core/importers/dump.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/importers/registry.h"

namespace core::importers {

namespace {

using model::EventView;

std::string payload_text(const model::PayloadView& payload) {
  static constexpr std::string_view kKinds[] = {"absent", "null", "text", "json", "offloaded"};
  std::string text(kKinds[static_cast<std::size_t>(payload.kind)]);
  if (payload.kind != model::PayloadKind::absent && payload.kind != model::PayloadKind::null) {
    text += " " + base::printable(base::shorten(payload.text, 120));
  }
  return text;
}

void put(std::string& out, std::string_view label, std::string_view text) {
  if (!text.empty()) out += fmt::format(" {}={}", label, base::printable(text));
}

void put(std::string& out, std::string_view label, const model::Payload& payload) {
  if (payload.kind != model::PayloadKind::absent) {
    out += fmt::format(" {}={}", label, payload_text(payload.view()));
  }
}

/// What the importer worked out of this event.
std::string inferred_text(const EventView& row) {
  using enum model::Inferable;
  if (row.is_inferred(event)) return " inferred=event";
  std::string list;
  const auto add = [&](model::Inferable value, std::string_view name) {
    if (row.is_inferred(value)) list += (list.empty() ? "" : ",") + std::string(name);
  };
  add(id, "id");
  add(link, "link");
  add(timestamp, "timestamp");
  add(fire_at, "fire_at");
  add(position, "position");
  return list.empty() ? "" : " inferred=" + list;
}

std::string event_line(const EventView& event) {
  std::string out =
      fmt::format("  {} {} id={}", event.index().value, event.type_name(), event.id().value);
  if (event.link() != model::kNoEventId) out += fmt::format(" link={}", event.link().value);
  out += " at=" + base::format_round_trip(event.timestamp());
  if (event.is_played()) out += " played";
  put(out, "name", event.name());
  if (event.fire_at()) out += " fire_at=" + base::format_round_trip(*event.fire_at());
  if (event.status() != model::RuntimeStatus::unknown) {
    out += fmt::format(" status={}", model::name_of(event.status()));
  }
  if (const model::EventExtra* extra = event.extra()) {
    put(out, "version", extra->version);
    put(out, "instance", extra->instance_id);
    put(out, "execution", extra->execution_id);
    put(out, "parent", extra->parent_instance_id);
    put(out, "details", extra->details);
    put(out, "failure", extra->failure_details);
    put(out, "raw", extra->raw);
  }
  if (event.payload().kind != model::PayloadKind::absent) {
    out += " payload=" + payload_text(event.payload());
  }
  return out + inferred_text(event) + "\n";
}

std::string envelope_text(const model::Envelope& envelope) {
  std::string out = "envelope:";
  put(out, "instance", envelope.instance_id);
  put(out, "execution", envelope.execution_id);
  put(out, "name", envelope.name);
  if (envelope.parent_instance_id) put(out, "parent", *envelope.parent_instance_id);
  out += " input=" + payload_text(envelope.input.view());
  if (envelope.is_replaying) out += " replaying";
  const auto number = [&](std::string_view label, const std::optional<std::int64_t>& value) {
    if (value) out += fmt::format(" {}={}", label, *value);
  };
  number("schema", envelope.upper_schema_version);
  number("schema_new", envelope.upper_schema_version_new);
  number("long_timer", envelope.long_timer_interval_ticks);
  number("short_timer", envelope.maximum_short_timer_ticks);
  number("http_poll", envelope.http_poll_sleep_ms);
  return out + "\n";
}

std::string report_text(std::string_view label, const model::Report& report) {
  std::string out = fmt::format("{}: {}\n", label, model::name_of(report.fidelity));
  for (const model::Remark& remark : report.remarks) {
    out += fmt::format("  {} {}: {}\n", model::name_of(remark.severity), remark.code,
                       base::to_text({remark.code, remark.message, remark.where, ""}));
  }
  return out;
}

/// Which generation of which instance, and whose child; nothing for what stands by itself.
std::string identity_text(const Instance& instance) {
  if (instance.instance_id.empty() && instance.parent_id.empty()) return {};
  std::string out = "identity:";
  put(out, "of", instance.instance_id);
  put(out, "execution", instance.execution_id);
  put(out, "parent", instance.parent_id);
  if (instance.started) put(out, "started", base::format_round_trip(*instance.started));
  return out + "\n";
}

std::string entry_text(const InstanceEntry& entry) {
  std::string out = "entry:";
  put(out, "id", entry.instance_id);
  put(out, "execution", entry.execution_id);
  put(out, "name", entry.name);
  put(out, "parent", entry.parent_id);
  put(out, "status", std::string(model::name_of(entry.status)));
  const auto time = [&](std::string_view label, const std::optional<base::Timestamp>& value) {
    if (value) put(out, label, base::format_round_trip(*value));
  };
  time("created", entry.created);
  time("updated", entry.updated);
  time("completed", entry.completed);
  if (entry.generation) out += fmt::format(" generation={}", *entry.generation);
  put(out, "input", entry.input);
  put(out, "output", entry.output);
  put(out, "custom_status", entry.custom_status);
  return out + "\n";
}

std::string loaded_text(const Instance& instance, const Loaded& loaded) {
  std::string out =
      fmt::format("instance: id={} name={} status={} events={} bytes={}-{}\n",
                  base::printable(instance.id), instance.name, model::name_of(instance.status),
                  instance.events, instance.begin, instance.end);
  out += identity_text(instance) + envelope_text(loaded.history->envelope());
  static constexpr std::string_view kQualities[] = {"exact", "reconstructed", "missing"};
  out +=
      fmt::format("events: {}\n", kQualities[static_cast<std::size_t>(loaded.history->quality())]);
  for (std::size_t i = 0; i < loaded.history->size(); ++i) out += event_line((*loaded.history)[i]);
  return out + report_text("report", loaded.report);
}

}  // namespace

std::string dump_import(std::string bytes, const std::string& file) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  auto opened = open(std::move(bytes), file, work);
  if (!opened) return "error " + opened.error().code + ": " + base::to_text(opened.error()) + "\n";
  std::string out = fmt::format("importer: {} ({})\n", opened->importer->name(), opened->reason);
  out += report_text("file", opened->import->report());
  for (const InstanceEntry& entry : opened->import->instance_entries()) out += entry_text(entry);
  for (std::size_t i = 0; i < opened->import->instances().size(); ++i) {
    const Instance instance = opened->import->instances()[i];
    auto loaded = opened->import->load(i, work);
    if (!loaded) {
      out += fmt::format("instance: id={}\nerror {}: {}\n", base::printable(instance.id),
                         loaded.error().code, base::to_text(loaded.error()));
      continue;
    }
    out += loaded_text(instance, *loaded);
  }
  return out;
}

}  // namespace core::importers
