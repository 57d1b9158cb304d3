#include <map>

#include "app/cli/info_text.h"
#include "core/base/json_writer.h"
#include "core/base/timestamp.h"

namespace app::cli {
namespace {

using core::base::JsonWriter;
using core::session::InstanceRow;

std::int64_t number(std::size_t value) { return static_cast<std::int64_t>(value); }

void write_optional(JsonWriter& out, std::string_view key, std::string_view text) {
  out.key(key);
  text.empty() ? out.null() : out.string(text);
}

void write_row(JsonWriter& out, const std::vector<InstanceRow>& rows, const InstanceRow& row) {
  out.begin_object();
  out.key("id").string(row.id);
  write_optional(out, "name", row.name);
  out.key("status").string(core::model::name_of(row.status));
  out.key("events").number(number(row.events));
  out.key("countsRows").boolean(row.counts_rows);
  out.key("instanceId").string(core::session::platform_id(row));
  write_optional(out, "executionId", row.execution_id);
  write_optional(out, "parentId", row.parent_id);
  write_optional(out, "parent", row.parent ? rows[*row.parent].id : "");
  out.key("depth").number(number(row.depth));
  out.key("generation").number(row.generations == 0 ? 1 : number(row.generation));
  out.key("generations").number(row.generations == 0 ? 1 : number(row.generations));
  write_optional(out, "started", row.started ? core::base::format_round_trip(*row.started) : "");
  write_optional(out, "file", row.file);
  write_optional(out, "format", row.format);
  out.end_object();
}

void write_total(JsonWriter& out, const std::vector<InstanceRow>& rows) {
  const auto counts = core::session::count_instances(rows);
  out.key("counts").begin_object();
  out.key("instances").number(number(counts.instances));
  out.key("histories").number(number(counts.histories));
  out.key("events").number(number(counts.events));
  out.key("statuses").begin_object();
  for (const auto& [status, count] : counts.statuses) {
    out.key(core::model::name_of(status)).number(number(count));
  }
  out.end_object();
  out.end_object();
}

void write_problems(JsonWriter& out, const std::vector<InstanceRow>& rows) {
  out.key("problems").begin_array();
  for (const InstanceRow& row : rows) {
    if (!row.problem) continue;
    out.begin_object();
    out.key("file").string(row.file);
    out.key("code").string(row.problem->code);
    out.key("message").string(row.problem->message);
    write_optional(out, "hint", row.problem->hint);
    out.end_object();
  }
  out.end_array();
}

void write_all_code(JsonWriter& out, const std::vector<InfoSubject::Code>& code) {
  out.key("code").begin_array();
  for (const InfoSubject::Code& one : code) {
    out.begin_object();
    out.key("file").string(one.path);
    write_code(out, one.path, one.interpreter);
    out.end_object();
  }
  out.end_array();
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
  const auto& rows = core::session::instances(subject.document);
  JsonWriter out(2);
  out.begin_object();
  out.key("file").string(subject.file);
  out.key("format").string(core::session::format_of(subject.document));
  out.key("reason").string(core::session::reason_of(subject.document));
  write_total(out, rows);
  out.key("instances").begin_array();
  for (const InstanceRow& row : rows) {
    if (!row.problem && subject.filter.fits(row)) write_row(out, rows, row);
  }
  out.end_array();
  write_problems(out, rows);
  out.key("report");
  if (const auto* report = core::session::report_of(subject.document)) {
    out.begin_object();
    out.key("fidelity").string(core::model::name_of(report->fidelity));
    write_remarks(out, *report);
    out.end_object();
  } else {
    out.null();
  }
  write_all_code(out, subject.code);
  out.key("instance");
  subject.snapshot ? write_instance(out, subject) : static_cast<void>(out.null());
  out.end_object();
  return out.take() + "\n";
}

}  // namespace app::cli
