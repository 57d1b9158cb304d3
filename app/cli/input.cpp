#include "app/cli/input.h"

#include <fmt/format.h>

#include "app/cli/work.h"
#include "core/base/text.h"

namespace app::cli {
namespace {

constexpr std::size_t kMostRemarks = 20;

}  // namespace

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

core::session::SnapshotPtr load_file(OpenedFile& opened, Console& console, ExitCode& code) {
  using core::session::SnapshotPtr;
  auto snapshot = run_work<SnapshotPtr>(console, "loading", [&](const core::base::WorkContext& work) {
    return core::session::load(*opened.document, opened.instance, work);
  });
  if (snapshot.ok()) {
    note_remarks(*snapshot.value(), console);
    return std::move(snapshot).value();
  }
  console.complain(snapshot.error());
  code = exit_code_of(snapshot.error());
  return nullptr;
}

void note_remarks(const core::session::Snapshot& snapshot, Console& console) {
  std::size_t shown = 0, all = 0;
  for (const auto& remark : snapshot.report->remarks) {
    if (remark.severity == core::model::Severity::information) continue;
    if (++all > kMostRemarks) continue;
    ++shown;
    const core::base::Error as_error{remark.code, core::base::printable(remark.message), remark.where, ""};
    console.note(fmt::format("yieldscope: {}: {}\n", core::model::name_of(remark.severity),
                             core::base::to_text(as_error)));
  }
  if (all > shown) console.note(fmt::format("yieldscope: {} more remarks\n", all - shown));
}

}  // namespace app::cli
