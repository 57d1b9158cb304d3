#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/cli/command.h"
#include "app/cli/options.h"
#include "app/cli/text_layout.h"
#include "core/base/text.h"
#include "core/session/explain.h"

namespace app::cli {
namespace {

using core::session::RuleText;

std::string list_text() {
  std::string text;
  for (const RuleText& rule : core::session::rule_texts()) {
    text +=
        fmt::format("{}  {:<11}  {}\n", rule.id, core::model::name_of(rule.severity), rule.title);
  }
  return text + "\n`yieldscope rules ID` explains one.\n";
}

/// The lines of a piece of code under their label, never broken.
std::string code_text(std::string_view label, std::string_view code) {
  std::string text;
  while (!code.empty()) {
    const std::size_t end = std::min(code.find('\n'), code.size());
    text += fmt::format("  {:<10} {}\n", text.empty() ? label : "", code.substr(0, end));
    code.remove_prefix(std::min(end + 1, code.size()));
  }
  return text;
}

std::string card_text(const RuleText& rule, const Console& console) {
  const std::size_t width = console.width();
  return console.ink(Ink::bold, fmt::format("{}: {}", rule.id, rule.title)) + "\n" +
         labelled("severity", core::model::name_of(rule.severity), width) +
         labelled("what", rule.explanation, width) + code_text("example", rule.example) +
         labelled("fix", rule.fix, width) +
         labelled("source", rule.source, width);
}

ExitCode run(const Arguments& arguments, Console& console) {
  std::string id, color = "auto";
  CLI::App app("Lists the diagnostics, or explains one.", "yieldscope rules");
  app.add_option("ID", id, "id of a finding, e.g. YS1003");
  add_color_option(app, color);
  if (const auto code = parse(app, arguments, console)) return *code;
  apply_color(color, console);
  if (id.empty()) {
    console.print(list_text());
    return ExitCode::ok;
  }
  if (const auto rule = core::session::find_rule_text(id)) {
    console.print(card_text(*rule, console));
    return ExitCode::ok;
  }
  std::vector<std::string_view> ids;
  for (const RuleText& rule : core::session::rule_texts()) ids.push_back(rule.id);
  const auto near = core::base::did_you_mean(id, ids);
  console.complain(fmt::format("there is no rule '{}'", core::base::printable(id)),
                   near ? fmt::format("Did you mean {}?", *near)
                        : std::string("`yieldscope rules` lists them."));
  return ExitCode::usage;
}

}  // namespace

Command rules_command() { return {"rules", "[ID]", "list or explain the diagnostics", run}; }

}  // namespace app::cli
