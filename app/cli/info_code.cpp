// `info` of code instead of a history: the orchestrators of a folder or a .py file.
#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "app/cli/info_text.h"
#include "app/cli/text_layout.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/session/explain.h"
#include "core/session/survey.h"

namespace app::cli {
namespace {

using core::base::count_of;

/// What the text of the files marks as orchestrators.
std::vector<core::session::FoundOrchestrator> orchestrators_in(const std::string& path) {
  auto rows = core::session::survey(path);
  core::session::keep_marked(rows);
  std::erase_if(rows, [](const auto& row) {
    return row.evidence == core::session::FoundOrchestrator::Evidence::function;
  });
  return rows;
}

}  // namespace

std::string runtime_rows(const std::string& interpreter, std::size_t width) {
  return labelled("run by", interpreter.empty() ? "nothing" : foreign(interpreter, 200), width) +
         labelled("sdk",
                  fmt::format("shim (stand-in for azure-functions-durable), {}",
                              core::session::flavour_texts().front().name),
                  width);
}

std::string code_text(const std::string& path, const std::string& interpreter,
                      const Console& console) {
  const auto rows = orchestrators_in(path);
  std::string text =
      console.ink(Ink::bold, fmt::format("{}: {}", foreign(path, 200),
                                         count_of(rows.size(), "orchestrator"))) +
      "\n" + labelled("why", "read from the source text; nothing was imported or run",
                      console.width());
  text += runtime_rows(interpreter, console.width()) + "\n";
  std::size_t name_columns = 0, place_columns = 0;
  std::vector<std::pair<std::string, std::string>> shown;
  for (const auto& row : rows) {
    shown.emplace_back(foreign(row.name, 60), fmt::format("{}:{}", foreign(row.file, 80), row.line));
    name_columns = std::max(name_columns, columns_of(shown.back().first));
    place_columns = std::max(place_columns, columns_of(shown.back().second));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += fmt::format("  {}  {}  {}\n", fit(shown[i].first, name_columns),
                        fit(shown[i].second, place_columns), foreign(rows[i].target, 300));
  }
  return text;
}

bool has_code(const std::string& path) { return !orchestrators_in(path).empty(); }

void write_code(core::base::JsonWriter& out, const std::string& path,
                const std::string& interpreter) {
  out.key("interpreter").string(interpreter);
  out.key("orchestrators").begin_array();
  for (const auto& row : orchestrators_in(path)) {
    out.begin_object();
    out.key("name").string(row.name);
    out.key("file").string(row.file);
    out.key("line").number(static_cast<std::int64_t>(row.line));
    out.key("target").string(row.target);
    out.end_object();
  }
  out.end_array();
}

std::string code_json(const std::string& path, const std::string& interpreter) {
  core::base::JsonWriter out(2);
  out.begin_object();
  out.key("file").string(path);
  out.key("format").string("python");
  write_code(out, path, interpreter);
  out.end_object();
  return out.take() + "\n";
}

}  // namespace app::cli
