#include "core/importers/common/noted_import.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/common/pace.h"

namespace core::importers {

using model::Severity;

namespace {

class NotedImport : public Import {
 public:
  NotedImport(std::unique_ptr<Import> inner, std::vector<model::Remark> remarks)
      : inner_(std::move(inner)), report_(inner_->report()) {
    report_.remarks.insert(report_.remarks.begin(), std::make_move_iterator(remarks.begin()),
                           std::make_move_iterator(remarks.end()));
  }

  const std::vector<Instance>& instances() const override { return inner_->instances(); }
  const model::Report& report() const override { return report_; }
  base::Result<Loaded> load(std::size_t index, const base::WorkContext& work) override {
    return inner_->load(index, work);
  }
  std::span<const InstanceEntry> instance_entries() const override {
    return inner_->instance_entries();
  }

 private:
  std::unique_ptr<Import> inner_;
  model::Report report_;
};

}  // namespace

std::unique_ptr<Import> with_remarks(std::unique_ptr<Import> import,
                                     std::vector<model::Remark> remarks) {
  if (remarks.empty()) return import;
  return std::make_unique<NotedImport>(std::move(import), std::move(remarks));
}

std::vector<model::Remark> remarks_on_text(std::string_view text, std::string_view packing_damage,
                                           const std::string& file, Pace* pace) {
  std::vector<model::Remark> remarks;
  if (!packing_damage.empty()) {
    remarks.push_back({Severity::error, "import.packing_damaged",
                       fmt::format("The file was packed, but {}: only what came out before that "
                                   "could be read.",
                                   packing_damage),
                       {file, std::nullopt, 0, 0, {}}});
  }
  if (simdjson::validate_utf8(text.data(), text.size())) return remarks;
  std::size_t first = text.size(), count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (pace != nullptr) pace->at(at);
    const base::CodePoint point = base::first_code_point(text.substr(at));
    if (!point.is_valid && count++ == 0) first = at;
    at += point.length;
  }
  remarks.push_back({Severity::error, "import.text_repaired",
                     fmt::format("The file holds {} that {} not UTF-8, the first of them here; they "
                                 "are shown as U+FFFD. Export it as UTF-8.",
                                 base::count_of(count, "byte"), count == 1 ? "is" : "are"),
                     {file, first, base::line_and_column(text, first).first, 0, {}}});
  return remarks;
}

}  // namespace core::importers
