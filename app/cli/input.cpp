#include "app/cli/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/cli/work.h"
#include "core/base/text.h"
#include "core/session/instance_filter.h"

namespace app::cli {
namespace {

using core::session::InstanceRow;

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

/// Files of a corpus that gave no instance. What each importer looked for is too long for a list.
void note_problems(const std::vector<InstanceRow>& rows, Console& console) {
  std::size_t all = 0;
  bool is_foreign = false;
  for (const InstanceRow& row : rows) {
    if (!row.problem || ++all > kMostRemarks) continue;
    core::base::Error error = *row.problem;
    if (error.where.file.empty()) error.where.file = row.file;
    is_foreign = is_foreign || error.code == "import.unknown_format";
    if (error.code == "import.unknown_format") {
      error.message.resize(std::min(error.message.find('\n'), error.message.size()));
      error.hint.clear();
    }
    console.complain(error);
  }
  if (all > kMostRemarks) {
    console.note(fmt::format("yieldscope: {} more that could not be opened\n",
                             core::base::count_of(all - kMostRemarks, "file")));
  }
  if (is_foreign) {
    console.note("yieldscope: `yieldscope info FILE` says what each importer looked for\n");
  }
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
                                    Console& console, ExitCode& code,
                                    const core::session::OpenOptions& options) {
  return open_files({file}, instance, console, code, NoHistory::is_error, options);
}

std::optional<OpenedFile> open_files(const std::vector<std::string>& files,
                                     const std::string& instance, Console& console,
                                     ExitCode& code, NoHistory without,
                                     const core::session::OpenOptions& options) {
  using DocumentPtr = std::shared_ptr<core::session::Document>;
  const std::string what = files.size() == 1 ? core::base::printable(files.front())
                                             : core::base::count_of(files.size(), "path");
  auto document =
      run_work<DocumentPtr>(console, "reading " + what, [&](const core::base::WorkContext& work) {
        return core::session::open_documents(files, work, options);
      });
  if (!document.ok()) {
    const auto& error = document.error();
    if (error.code == "session.empty_folder" && without == NoHistory::is_fine) return std::nullopt;
    console.complain(error);
    code = exit_code_of(error);
    return std::nullopt;
  }
  const auto& rows = core::session::instances(*document.value());
  const bool is_any = std::any_of(rows.begin(), rows.end(),
                                  [](const InstanceRow& row) { return !row.problem; });
  note_problems(rows, console);
  if (!is_any && core::session::is_corpus(*document.value())) {
    if (without == NoHistory::is_error) code = ExitCode::usage;
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
  using core::base::printable;
  const auto& rows = core::session::instances(*opened.document);
  const InstanceRow& taken = rows[opened.instance];
  const std::string id = printable(taken.id.empty() ? "the first" : taken.id);
  const auto say = [&](const std::string& text) { console.note("yieldscope: " + text + "\n"); };
  const std::size_t instances = core::session::count_instances(rows).instances;
  if (instance.empty() && instances > 1) {
    const std::string file = taken.file.empty() ? "" : " in " + printable(taken.file);
    say(fmt::format("{} {}; {}{} is taken, {} ID chooses another",
                    taken.file.empty() ? "the file holds" : "there are",
                    core::base::count_of(instances, "instance"), id, file, option));
  }
  const bool is_whole = instance.empty() || instance == core::session::platform_id(taken);
  if (taken.generations > 1 && is_whole) {
    say(fmt::format("of {} generations of {} the newest is taken; {} with an execution id chooses "
                    "another",
                    taken.generations, printable(core::session::platform_id(taken)), option));
  }
  const auto files = std::count_if(rows.begin(), rows.end(), [&](const InstanceRow& row) {
    return !row.problem && !row.id.empty() && row.id == taken.id &&
           row.generation == taken.generation;
  });
  if (files > 1 && !taken.file.empty()) {
    say(fmt::format("{} files hold {}; the one in {} is taken", files, id, printable(taken.file)));
  }
}

}  // namespace app::cli
