#include <map>

#include "app/cli/info_text.h"
#include "core/base/json_writer.h"

namespace app::cli {
namespace {

using core::base::JsonWriter;

std::int64_t number(std::size_t value) { return static_cast<std::int64_t>(value); }

void write_optional(JsonWriter& out, std::string_view key, std::string_view text) {
  out.key(key);
  text.empty() ? out.null() : out.string(text);
}

void write_row(JsonWriter& out, const core::session::InstanceRow& row) {
  out.begin_object();
  out.key("id").string(row.id);
  write_optional(out, "name", row.name);
  out.key("status").string(core::model::name_of(row.status));
  out.key("events").number(number(row.events));
  out.end_object();
}

void write_counts(JsonWriter& out, const core::model::History& history) {
  std::map<core::model::EventType, std::size_t> counts;
  for (std::size_t i = 0; i < history.size(); ++i) ++counts[history[i].type()];
  out.key("types").begin_object();
  for (const auto& [type, count] : counts)
    out.key(core::model::name_of(type)).number(number(count));
  out.end_object();
}

void write_remarks(JsonWriter& out, const core::model::Report& report) {
  out.key("remarks").begin_array();
  for (const auto& remark : report.remarks) {
    out.begin_object();
    out.key("severity").string(core::model::name_of(remark.severity));
    out.key("code").string(remark.code);
    out.key("message").string(remark.message);
    out.key("line").number(static_cast<std::int64_t>(remark.where.line));
    out.key("byte");
    remark.where.byte ? out.number(static_cast<std::int64_t>(*remark.where.byte)) : out.null();
    write_optional(out, "path", remark.where.json_path);
    out.end_object();
  }
  out.end_array();
}

void write_findings(JsonWriter& out, const std::vector<core::model::Finding>& findings) {
  out.key("findings").begin_array();
  for (const auto& finding : findings) {
    out.begin_object();
    out.key("id").string(finding.id);
    out.key("severity").string(core::model::name_of(finding.severity));
    out.key("message").string(finding.message);
    out.key("event");
    finding.place.event == core::model::kNoEvent
        ? out.null()
        : out.number(static_cast<std::int64_t>(finding.place.event.value));
    write_optional(out, "expected", finding.expected);
    write_optional(out, "actual", finding.actual);
    write_optional(out, "cause", finding.cause);
    write_optional(out, "fix", finding.fix);
    write_optional(out, "platformMessage", finding.platform_message);
    out.key("isConsequence").boolean(finding.is_consequence);
    out.end_object();
  }
  out.end_array();
}

void write_instance(JsonWriter& out, const InfoSubject& subject) {
  const core::session::Snapshot& snapshot = *subject.snapshot;
  const core::model::History& history = *snapshot.history;
  out.begin_object();
  out.key("id").string(history.envelope().instance_id);
  write_optional(out, "name", history.envelope().name);
  write_optional(out, "executionId", history.envelope().execution_id);
  out.key("status").string(core::model::name_of(subject.row.status));
  out.key("events").number(number(history.size()));
  out.key("episodes").number(number(history.episodes().size()));
  out.key("isCutInsideEpisode")
      .boolean(!history.episodes().empty() && !history.episodes().back().is_complete);
  write_counts(out, history);
  out.key("fidelity").string(core::model::name_of(snapshot.report->fidelity));
  const InferredCount inferred = count_inferred(history);
  out.key("inferred").begin_object();
  out.key("events").number(number(inferred.events));
  out.key("values").number(number(inferred.values));
  out.end_object();
  out.key("isReplayable").boolean(!subject.not_replayable);
  out.key("recordedPasses").number(snapshot.trace ? number(snapshot.trace->passes.size()) : 0);
  write_optional(out, "orchestratorBeside", subject.beside.value_or(""));
  write_optional(out, "interpreter", subject.interpreter);
  write_remarks(out, *snapshot.report);
  write_findings(out, snapshot.findings);
  out.end_object();
}

}  // namespace

std::string info_json(const InfoSubject& subject) {
  JsonWriter out(2);
  out.begin_object();
  out.key("file").string(subject.file);
  out.key("format").string(core::session::format_of(subject.document));
  out.key("reason").string(core::session::reason_of(subject.document));
  out.key("instances").begin_array();
  for (const auto& row : core::session::instances(subject.document)) write_row(out, row);
  out.end_array();
  out.key("instance");
  subject.snapshot ? write_instance(out, subject) : static_cast<void>(out.null());
  out.end_object();
  return out.take() + "\n";
}

}  // namespace app::cli
