#include "app/views/findings_view.h"

#include "app/views/event_text.h"
#include "core/base/text.h"

namespace app::views {

namespace {

void append_part(std::string& text, const std::string& part) {
  if (part.empty()) return;
  if (!text.empty()) text += " · ";
  text += part;
}

std::string stop_text(const state::Reading& reading, const model::FindingPlace& place) {
  if (!place.pass || !reading.stops.has(*place.pass)) return "";
  const state::PassStops& pass = reading.stops[*place.pass];
  std::string text = "p" + std::to_string(pass.number);
  if (!place.yield) return text;
  if (place.yield->value >= pass.length) return text + ".end";
  return text + ".y" + std::to_string(place.yield->value + 1);
}

std::string line_text(const model::FindingPlace& place) {
  if (place.file.empty()) return "";
  return place.line == 0 ? place.file : place.file + ":" + std::to_string(place.line);
}

std::string place_text(const state::Reading& reading, const model::FindingPlace& place) {
  std::string text = stop_text(reading, place);
  append_part(text, line_text(place));
  if (place.event != model::kNoEvent)
    append_part(text, "event " + std::to_string(place.event.value));
  return text;
}

std::string where_text(const state::Reading& reading, const model::FindingPlace& place) {
  std::string text = line_text(place);
  if (!place.function.empty()) text += (text.empty() ? "in " : " in ") + place.function;
  append_part(text, stop_text(reading, place));
  append_part(text, event_title(reading.history(), place.event));
  return text;
}

FindingRow make_row(const state::Reading& reading, const model::Finding& finding) {
  FindingRow row;
  row.severity = finding.severity;
  row.id = finding.id;
  row.message = core::base::printable(finding.message);
  row.place = place_text(reading, finding.place);
  row.is_consequence = finding.is_consequence;
  const auto add = [&row](const char* name, const std::string& text) {
    if (!text.empty()) row.card.emplace_back(name, core::base::printable(text));
  };
  add("What", finding.message);
  add("Where", where_text(reading, finding.place));
  add("History", finding.expected);
  add("Code", finding.actual);
  add("Cause", finding.cause);
  add("Fix", finding.fix);
  add("Platform says", finding.platform_message);
  return row;
}

std::string remark_place(const core::base::Location& where) {
  std::string text;
  if (where.line > 0) text = "line " + std::to_string(where.line);
  if (where.byte) append_part(text, "byte " + std::to_string(*where.byte));
  append_part(text, where.json_path);
  return text;
}

std::string heading_text(const FindingsView& view) {
  std::string text;
  const auto add = [&text](std::size_t count, std::string_view word) {
    if (count == 0) return;
    if (!text.empty()) text += ", ";
    text += core::base::count_of(count, word);
  };
  add(view.errors, "error");
  add(view.warnings, "warning");
  add(view.notes, "note");
  return text.empty() ? "No findings" : text;
}

}  // namespace

FindingsView build_findings_view(const state::Reading& reading) {
  FindingsView view;
  view.version = reading.version();
  for (const model::Finding& finding : reading.findings) {
    view.rows.push_back(make_row(reading, finding));
    switch (finding.severity) {
      case model::Severity::error: ++view.errors; break;
      case model::Severity::warning: ++view.warnings; break;
      case model::Severity::information: ++view.notes; break;
    }
  }
  if (const auto& report = reading.snapshot->report) {
    for (const model::Remark& remark : report->remarks) {
      view.remarks.push_back({remark.severity, remark.code, core::base::printable(remark.message),
                              remark_place(remark.where)});
    }
  }
  view.heading = heading_text(view);
  return view;
}

}  // namespace app::views
