#include "app/views/findings_view.h"

#include <algorithm>

#include "app/views/place_text.h"
#include "core/base/text.h"

namespace app::views {

namespace {

FindingRow make_row(const state::Reading& reading, const model::Finding& finding) {
  FindingRow row;
  row.severity = finding.severity;
  row.id = finding.id;
  row.message = core::base::printable(finding.message);
  row.place = place_text(reading, finding.place);
  row.is_consequence = finding.is_consequence;
  if (finding.is_consequence) {
    row.follows = "follows from " + (finding.follows_from.empty() ? std::string("another finding")
                                                                  : finding.follows_from);
  }
  return row;
}

bool is_among(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// How deep each row stands: one more than the nearest row above with the id that it follows from.
void indent(const state::Reading& reading, std::vector<FindingRow>& rows) {
  std::vector<std::size_t> path;  // rows that lead to the one above, outermost first
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& leader = reading.findings[i].follows_from;
    const bool is_led = rows[i].is_consequence && !leader.empty();
    while (!path.empty() && (!is_led || rows[path.back()].id != leader)) path.pop_back();
    rows[i].depth = static_cast<std::uint32_t>(path.size());
    path.push_back(i);
  }
}

std::string remark_place(const core::base::Location& where) {
  std::string text;
  if (where.line > 0) text = "line " + std::to_string(where.line);
  const auto add = [&text](const std::string& part) {
    text += (text.empty() || part.empty() ? "" : " · ") + part;
  };
  if (where.byte) add("byte " + std::to_string(*where.byte));
  add(where.json_path);
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
  if (text.empty() && !view.rows.empty()) return "All findings accepted";
  return text.empty() ? "No findings" : text;
}

}  // namespace

FindingsView build_findings_view(const state::Reading& reading,
                                 const state::Acceptances& accepted) {
  FindingsView view;
  view.version = reading.version();
  std::vector<std::string> accepted_ids;
  for (const model::Finding& finding : reading.findings) {
    FindingRow& row = view.rows.emplace_back(make_row(reading, finding));
    if (const std::string* reason = accepted.reason_of(view.rows.size() - 1)) {
      row.is_accepted = true;
      row.accepted = "accepted: " + core::base::printable(*reason);
      accepted_ids.push_back(finding.id);
      continue;
    }
    // What follows from an accepted finding alone is accepted with it.
    if (finding.is_consequence && is_among(accepted_ids, finding.follows_from)) {
      accepted_ids.push_back(finding.id);
      continue;
    }
    switch (finding.severity) {
      case model::Severity::error: ++view.errors; break;
      case model::Severity::warning: ++view.warnings; break;
      case model::Severity::information: ++view.notes; break;
    }
  }
  indent(reading, view.rows);
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
