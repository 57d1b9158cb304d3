#include "core/session/check/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "core/exporters/redact.h"
#include "core/orchestrators/python/interpreter.h"
#include "core/session/check/checking.h"
#include "core/session/check/git_tree.h"
#include "core/session/flavour_choice.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

base::Error empty_corpus(const CheckRequest& request,
                         const std::map<std::string, std::size_t>& passed_over) {
  std::string where, passed;
  for (const auto& path : request.paths) {
    where += (where.empty() ? "" : ", ") + base::printable(path.string());
  }
  for (const auto& [what, files] : passed_over) {
    passed += fmt::format("{}{} {}", passed.empty() ? "" : ", ", files, base::printable(what));
  }
  return {"check.empty_corpus",
          "there is no history to check under " + where +
              (passed.empty() ? "" : " (passed over: " + passed + ")"),
          {},
          "Name the folder that the histories were exported to."};
}

/// A check of nothing must not be green.
base::Error nothing_fits(std::size_t histories) {
  return {"check.nothing_fits",
          "none of " + base::count_of(histories, "history") + " has that name and that status",
          {},
          "`yieldscope info` lists names and statuses."};
}

/// The code of another version, with the files it lies in.
struct OtherVersion {
  std::unique_ptr<GitTree> tree;
  std::unique_ptr<CodeBook> code;
};

/// The same interpreter runs both versions: a virtual environment is in no version.
std::string interpreter_of(const ReplayRequest& request, const TargetName& target) {
  const auto chosen = orchestrators::choose_interpreter(
      request.python, orchestrators::folder_of_target(target.path), std::getenv("VIRTUAL_ENV"));
  std::error_code failed;
  return chosen.program.find('/') == std::string::npos
             ? chosen.program
             : fs::absolute(chosen.program, failed).string();
}

base::Result<OtherVersion> other_version(const CheckRequest& request,
                                         const base::WorkContext& work) {
  OtherVersion out;
  if (request.against.empty()) return out;
  const auto parsed = parse_target(request.code.target, {});
  if (!parsed.ok() || parsed->path.empty()) {
    return base::Error{"check.against_what",
                       "--against compares versions of one target that git knows",
                       {},
                       "Name Python code with --orchestrator."};
  }
  const TargetName& target = parsed.value();
  auto tree = GitTree::open(request.against, target.path, work);
  if (!tree.ok()) return tree.error();
  out.tree = std::move(tree).value();
  ReplayRequest code = request.code;
  code.python = interpreter_of(request.code, target);
  const fs::path path = out.tree->at(target.path);
  code.target = path.string() + (target.function.empty() ? "" : ":" + target.function);
  auto book = CodeBook::open(code);
  if (!book.ok()) {
    return base::Error{"git.no_such_target",
                       base::printable(target.text) + " does not exist in version '" +
                           base::printable(request.against) + "'",
                       {},
                       "Name a version that has it; histories of code that is new can be checked "
                       "without --against."};
  }
  out.code = std::move(book).value();
  return out;
}

base::Result<Baseline> baseline_of(const CheckRequest& request) {
  if (request.baseline.empty()) return Baseline();
  return request.accept_reason.empty() ? read_baseline(request.baseline)
                                       : read_or_new_baseline(request.baseline);
}

/// Entries whose history was judged, or is gone, and that fit no finding any more.
std::vector<std::string> stale_entries(const CheckPlan& plan, const std::vector<CheckedRun>& rows,
                                       const std::vector<bool>& is_used) {
  std::vector<std::string> stale;
  if (!plan.request.is_strict) return stale;
  const fs::path folder = plan.baseline.file().parent_path();
  if (std::find(is_used.begin(), is_used.end(), false) == is_used.end()) return stale;
  std::map<std::string, bool> judged;  // by the name that the baseline has for the file
  for (const CheckedRun& run : rows) {
    bool& is_judged = judged[plan.baseline.name_of(run.history.file)];
    is_judged = is_judged || run.history.state != model::CheckState::not_judged;
  }
  for (std::size_t i = 0; i < is_used.size(); ++i) {
    if (is_used[i]) continue;
    const AcceptedFinding& entry = plan.baseline.accepted()[i];
    const auto found = judged.find(entry.history);
    const bool was_there = found != judged.end();
    const bool was_judged = was_there && found->second;
    std::error_code failed;
    const bool is_gone = !was_there && !fs::exists(folder / entry.history, failed);
    if (!was_judged && !is_gone) continue;
    stale.push_back(fmt::format("{} in {}{}: {}", entry.rule, entry.history,
                                entry.instance.empty() ? "" : " (" + entry.instance + ")",
                                entry.finding));
  }
  return stale;
}

/// Writes what was accepted just now beside what had been before.
base::Status write_accepted(const CheckPlan& plan, const std::vector<CheckedRun>& rows,
                            CheckRun& out) {
  Baseline baseline = plan.baseline;
  const std::size_t before = baseline.accepted().size();
  for (const CheckedRun& run : rows) {
    const model::CheckedHistory& history = run.history;
    const FoundIn where{history.file, history.instance_id, history.name};
    for (const model::Finding& finding : history.accepted) {
      if (finding.is_consequence || baseline.contains(where, finding)) continue;
      baseline.accept(where, finding, plan.request.accept_reason);
    }
  }
  out.newly_accepted = baseline.accepted().size() - before;
  return out.newly_accepted == 0 ? base::success() : write_baseline(baseline);
}

void add_row(CheckedRun run, CheckRun& out) {
  if (run.error && run.snapshot == nullptr) {
    const bool is_said = std::find(out.errors.begin(), out.errors.end(), *run.error) !=
                         out.errors.end();
    if (!is_said) out.errors.push_back(*std::move(run.error));
  }
  out.result.histories.push_back(std::move(run.history));
  out.troubles.push_back(run.trouble);
  out.snapshots.push_back(std::move(run.snapshot));
}

base::Result<CheckRun> to_run(Checking& checking) {
  const CheckPlan& plan = checking.plan();
  CheckRun out;
  out.result.target = plan.request.code.target;
  out.result.against = plan.request.against;
  out.result.is_strict = plan.request.is_strict;
  out.passed_over = plan.corpus.passed_over;
  if (checking.instances_tables() > 0) {
    out.passed_over["Instances table"] = checking.instances_tables();
  }
  out.left_out = checking.left_out();
  std::vector<CheckedRun> rows = checking.take_rows();
  if (rows.empty() && out.left_out > 0) return nothing_fits(out.left_out);
  if (rows.empty()) return empty_corpus(plan.request, out.passed_over);
  std::vector<bool> is_used(plan.baseline.accepted().size());
  for (const CheckedRun& run : rows) {
    if (out.result.flavour.empty()) out.result.flavour = run.flavour;
    for (const std::size_t entry : run.entries) is_used[entry] = true;
  }
  for (std::size_t i = 0; i < is_used.size(); ++i) {
    if (is_used[i]) out.accepted.push_back(plan.baseline.accepted()[i]);
  }
  out.result.stale_baseline = stale_entries(plan, rows, is_used);
  if (!plan.request.accept_reason.empty()) {
    if (base::Status written = write_accepted(plan, rows, out); !written.ok()) {
      return written.error();
    }
  }
  for (CheckedRun& run : rows) add_row(std::move(run), out);
  if (plan.request.is_redacted) {
    exporters::redact_frame(out.result);
    out.accepted.clear();  // their sentences quote values
    out.errors.clear();
  }
  return out;
}

}  // namespace

base::Result<CheckRun> check(const CheckRequest& request, const base::WorkContext& work,
                             const Workers& workers) {
  const auto code = CodeBook::open(request.code);
  if (!code.ok()) return code.error();
  const auto flavour = choose_flavour(request.code.flavour, {}, Snapshot{});
  if (!flavour.ok()) return flavour.error();
  auto baseline = baseline_of(request);
  if (!baseline.ok()) return baseline.error();
  auto corpus = walk_corpus(request.paths, work);
  if (!corpus.ok()) return corpus.error();
  if (corpus->files.empty() && corpus->unreadable.empty()) {
    return empty_corpus(request, corpus->passed_over);
  }
  const auto other = other_version(request, work);
  if (!other.ok()) return other.error();
  Checking checking({request, std::move(corpus).value(), std::move(baseline).value()},
                    *code.value(), other->code.get(), work);
  const auto part = [&] { checking.work(); };
  if (workers && request.jobs > 1) {
    workers(request.jobs, part);
  } else {
    part();
  }
  if (work.stop.stop_requested()) {
    return base::Error{"cancelled", "The check was cancelled.", {}, ""};
  }
  return to_run(checking);
}

}  // namespace core::session
