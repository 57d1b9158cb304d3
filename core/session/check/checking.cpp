#include "core/session/check/checking.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/base/text.h"
#include "core/exporters/redact.h"
#include "core/session/open_file.h"
#include "core/session/prove.h"
#include "core/session/redact.h"
#include "core/session/replayable.h"
#include "core/session/snapshot.h"

namespace core::session {
namespace {

bool is_safe(const CheckedRun& run) { return run.history.state == model::CheckState::safe; }

/// Whether the report for people has something to show of it.
bool is_shown(const CheckedRun& run) {
  const auto& findings = run.history.findings;
  return !is_safe(run) || std::any_of(findings.begin(), findings.end(), [](const auto& finding) {
    return finding.severity >= model::Severity::warning;
  });
}

}  // namespace

Checking::Checking(CheckPlan plan, CodeBook& code, CodeBook* before,
                   const base::WorkContext& work)
    : plan_(std::move(plan)), code_(code), before_(before), work_(work) {
  for (const base::Error& error : plan_.corpus.unreadable) {
    CheckedRun& run = rows_.emplace_back();
    run.history.file = error.where.file;
    leave_unjudged(run, CheckTrouble::unreadable, error.message);
  }
  work_.progress.set_total(plan_.corpus.files.size());
}

void Checking::work() {
  while (const auto task = next()) {
    CheckedRun run = judge_one(*task);
    const std::scoped_lock lock(guard_);
    rows_[task->number] = std::move(run);
  }
}

std::optional<Checking::Task> Checking::next() {
  const std::scoped_lock lock(guard_);
  while (!work_.stop.stop_requested()) {
    while (open_ && next_instance_ < open_->document->rows.size()) {
      const std::size_t instance = next_instance_++;
      if (!plan_.request.filter.fits(open_->document->rows[instance])) {
        ++left_out_;
        continue;
      }
      rows_.emplace_back();
      return Task{rows_.size() - 1, open_, instance};
    }
    open_.reset();
    work_.progress.set_done(next_file_);
    if (next_file_ >= plan_.corpus.files.size()) return std::nullopt;
    open_next();
  }
  return std::nullopt;
}

/// REQUIRES: the lock. A file that cannot be opened is a row.
void Checking::open_next() {
  const CorpusFile& file = plan_.corpus.files[next_file_++];
  base::Progress unseen;
  auto document = open_document(file.path, {unseen, work_.stop}, plan_.request.beside);
  // It belongs to the histories beside it; alone it is a file without any.
  if (document.ok() && (*document)->format == kInstancesTable && plan_.corpus.files.size() > 1) {
    ++instances_tables_;
    return;
  }
  if (document.ok() && !document.value()->rows.empty()) {
    open_ = std::make_shared<OpenFile>();
    open_->file = file;
    open_->document = std::move(document).value();
    next_instance_ = 0;
    return;
  }
  CheckedRun& run = rows_.emplace_back();
  run.history.file = file.shown;
  leave_unjudged(run, CheckTrouble::unreadable,
                 document.ok() ? "the file holds no instance" : document.error().message);
  const bool is_foreign = !document.ok() && document.error().code == "import.unknown_format";
  if (is_foreign) run.history.reason += "; `yieldscope info` says what each looked for";
  finish(nullptr, run);
}

base::Result<SnapshotPtr> Checking::load_one(const Task& task) const {
  base::Progress unseen;
  const std::scoped_lock lock(task.file->guard);
  return load(*task.file->document, task.instance, {unseen, work_.stop});
}

CheckedRun Checking::judge_one(const Task& task) const {
  CheckedRun run;
  const InstanceRow& row = task.file->document->rows[task.instance];
  run.history.file = task.file->file.shown;
  run.history.instance_id = row.id;
  run.history.name = row.name;
  SnapshotPtr loaded;
  try {
    auto opened = load_one(task);
    if (opened.ok()) {
      loaded = std::move(opened).value();
      judge_loaded(task, loaded, run);
    } else {
      leave_unjudged(run, CheckTrouble::unreadable, opened.error().message);
    }
  } catch (const std::exception& error) {
    leave_unjudged(run, CheckTrouble::not_run,
                   std::string("this is a fault in Yieldscope: ") + error.what());
  }
  finish(loaded.get(), run);
  return run;
}

/// What the report does not need goes, with --redact every value too.
void Checking::finish(const Snapshot* loaded, CheckedRun& run) const {
  if (run.snapshot) run.flavour = run.snapshot->trace->flavour;
  if (plan_.request.is_redacted) {
    const model::History* history = loaded != nullptr ? loaded->history.get() : nullptr;
    const model::Trace* trace = run.snapshot ? run.snapshot->trace.get() : nullptr;
    exporters::redact(run.history, history, trace);
    if (run.snapshot) {
      Snapshot shown = *redacted(*run.snapshot);
      shown.findings = run.history.findings;  // as they were judged
      run.snapshot = seal(std::move(shown));
    }
  }
  if (!is_shown(run)) run.snapshot.reset();
}

void Checking::judge_loaded(const Task& task, const SnapshotPtr& loaded, CheckedRun& run) const {
  const model::History& history = *loaded->history;
  if (!history.envelope().name.empty()) run.history.name = history.envelope().name;
  run.history.events = history.size();
  if (const auto refused = why_not_replayable(*loaded)) {
    leave_unjudged(run, CheckTrouble::unreadable, refused->message + ". " + refused->hint);
    return;
  }
  CheckedRun other;
  if (before_ != nullptr) {
    other.history = run.history;
    judge_with(*before_, task, loaded, other);
  }
  judge_with(code_, task, loaded, run);
  if (before_ != nullptr) run.history.before = other.history.state;
}

JudgeRules Checking::rules_for(CheckedRun& run) const {
  JudgeRules rules;
  rules.is_strict = plan_.request.is_strict;
  rules.fail_on = plan_.request.fail_on;
  const bool accepts_all = !plan_.request.accept_reason.empty();
  if (plan_.baseline.accepted().empty() && !accepts_all) return rules;
  rules.is_accepted = [this, &run, accepts_all](const auto& history, const auto& finding) {
    const auto* entry =
        plan_.baseline.find({history.file, history.instance_id, history.name}, finding);
    if (entry != nullptr) {
      run.entries.push_back(
          static_cast<std::size_t>(entry - plan_.baseline.accepted().data()));
      return true;
    }
    return accepts_all && finding.severity >= model::Severity::warning && !finding.is_consequence;
  };
  return rules;
}

void Checking::judge_with(CodeBook& book, const Task& task, const SnapshotPtr& snapshot,
                          CheckedRun& run) const {
  CodeVersion* const code = book.find(task.file->file.path, run.history.name);
  if (code == nullptr) {
    const std::string name = base::printable(base::shorten(run.history.name, 80));
    leave_unjudged(run, CheckTrouble::unmatched,
                   name.empty() ? "the history does not say which orchestrator it is of"
                                : "no .py file beside the history defines " + name);
    return;
  }
  base::Progress unseen;
  SnapshotPtr replayed = code->replay(snapshot, run, {unseen, work_.stop});
  if (replayed == nullptr) return;
  judge(*replayed, rules_for(run), run);
  run.snapshot = std::move(replayed);
  const bool is_asked = plan_.request.is_proving && &book == &code_;
  if (is_asked && !is_safe(run) && run.trouble == CheckTrouble::none) {
    prove_cause(code->request(), run);
  }
  if (!is_safe(run)) run.history.trace = run.snapshot->trace;
}

void Checking::prove_cause(const ReplayRequest& request, CheckedRun& run) const {
  base::Progress unseen;
  auto proven = prove(run.snapshot, request, {unseen, work_.stop});
  // Without experiments the findings stand as they are.
  if (!proven.ok()) return;
  CheckedRun again;
  again.history.file = run.history.file;
  again.history.instance_id = run.history.instance_id;
  again.history.name = run.history.name;
  judge(*proven.value(), rules_for(again), again);
  again.snapshot = std::move(proven).value();
  run = std::move(again);
}

}  // namespace core::session
