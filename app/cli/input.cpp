#include "app/cli/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/cli/work.h"
#include "core/base/text.h"

namespace app::cli {
namespace {

constexpr std::size_t kMostRemarks = 20;

/// A remark of an importer and the finding that says the same with cause and fix.
struct SaidTwice {
  std::string_view remark, finding;
};
constexpr std::array kSaidTwice{
    SaidTwice{"history.duplicate_completion", "YS4001"},
    SaidTwice{"history.dangling_id", "YS4002"},
    SaidTwice{"history.no_execution_started", "YS4003"},
    SaidTwice{"history.payload_not_json", "YS4004"},
};

bool has_finding(const core::session::Snapshot& snapshot, const core::model::Remark& remark) {
  for (const SaidTwice& pair : kSaidTwice) {
    if (pair.remark != remark.code) continue;
    const auto& findings = snapshot.findings;
    return std::any_of(findings.begin(), findings.end(),
                       [&](const auto& finding) { return finding.id == pair.finding; });
  }
  return false;
}

}  // namespace

void note_remarks(const core::session::Snapshot& snapshot, Remarks remarks, Console& console) {
  if (remarks == Remarks::none) return;
  std::size_t shown = 0, all = 0;
  for (const auto& remark : snapshot.report->remarks) {
    if (remark.severity == core::model::Severity::information) continue;
    if (remarks == Remarks::without_findings && has_finding(snapshot, remark)) continue;
    if (++all > kMostRemarks) continue;
    ++shown;
    const core::base::Error as_error{remark.code, core::base::printable(remark.message),
                                     remark.where, ""};
    console.note(fmt::format("yieldscope: {}: {}\n", core::model::name_of(remark.severity),
                             core::base::to_text(as_error)));
  }
  if (all > shown) console.note(fmt::format("yieldscope: {} more remarks\n", all - shown));
}

std::optional<OpenedFile> open_file(const std::string& file, const std::string& instance,
                                    Console& console, ExitCode& code) {
  using DocumentPtr = std::shared_ptr<core::session::Document>;
  auto document = run_work<DocumentPtr>(console, "reading " + core::base::printable(file),
                                        [&](const core::base::WorkContext& work) {
                                          return core::session::open_document(file, work);
                                        });
  if (!document.ok()) {
    console.complain(document.error());
    code = exit_code_of(document.error());
    return std::nullopt;
  }
  const auto found = core::session::find_instance(*document.value(), instance);
  if (!found.ok()) {
    console.complain(found.error());
    code = exit_code_of(found.error());
    return std::nullopt;
  }
  return OpenedFile{std::move(document).value(), found.value()};
}

core::session::SnapshotPtr load_file(OpenedFile& opened, Remarks remarks, Console& console,
                                     ExitCode& code) {
  using core::session::SnapshotPtr;
  auto snapshot =
      run_work<SnapshotPtr>(console, "loading", [&](const core::base::WorkContext& work) {
        return core::session::load(*opened.document, opened.instance, work);
      });
  if (snapshot.ok()) {
    note_remarks(*snapshot.value(), remarks, console);
    return std::move(snapshot).value();
  }
  console.complain(snapshot.error());
  code = exit_code_of(snapshot.error());
  return nullptr;
}

void note_choice(const OpenedFile& opened, const std::string& instance, Console& console,
                 std::string_view option) {
  const auto& rows = core::session::instances(*opened.document);
  if (rows.size() < 2 || !instance.empty()) return;
  console.note(
      fmt::format("yieldscope: the file holds {}; {} is taken, {} ID chooses another\n",
                  core::base::count_of(rows.size(), "instance"),
                  core::base::printable(rows[opened.instance].id), option));
}

}  // namespace app::cli
