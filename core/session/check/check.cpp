#include "core/session/check/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "core/session/check/corpus.h"
#include "core/session/check/judge.h"
#include "core/session/check/name_match.h"
#include "core/session/check/target_pool.h"
#include "core/session/document.h"
#include "core/session/flavour_choice.h"

namespace core::session {
namespace {

/// A file of the corpus that is open; its instances are loaded one at a time.
struct OpenFile {
  std::string shown;
  std::shared_ptr<Document> document;
  std::mutex guard;
};

/// One history to judge.
struct Task {
  std::size_t number = 0;  ///< of its row
  std::shared_ptr<OpenFile> file;
  std::size_t instance = 0;
};

base::Error empty_corpus(const CheckRequest& request, const Corpus& corpus) {
  std::string where, passed;
  for (const auto& path : request.paths) {
    where += (where.empty() ? "" : ", ") + base::printable(path.string());
  }
  for (const auto& [what, files] : corpus.passed_over) {
    passed += fmt::format("{}{} {}", passed.empty() ? "" : ", ", files, base::printable(what));
  }
  return {"check.empty_corpus",
          "there is no history to check under " + where +
              (passed.empty() ? "" : " (passed over: " + passed + ")"),
          {},
          "Name the folder that the histories were exported to."};
}

/// The work of all threads: histories are handed out in order, and each has its own row.
class Checking {
 public:
  Checking(const CheckRequest& request, TargetName target, Corpus corpus,
           const base::WorkContext& work)
      : request_(request),
        target_(std::move(target)),
        match_(target_),
        corpus_(std::move(corpus)),
        work_(work) {
    rules_.is_strict = request.is_strict;
    for (const base::Error& error : corpus_.unreadable) {
      CheckedRun& run = new_row();
      run.history.file = error.where.file;
      leave_unjudged(run, CheckTrouble::unreadable, error.message);
    }
    work_.progress.set_total(corpus_.files.size());
  }

  /// One thread's part: until nothing is left.
  void work() {
    while (auto task = next()) {
      CheckedRun run = judge_one(*task);
      const std::scoped_lock lock(guard_);
      rows_[task->number] = std::move(run);
    }
  }

  std::vector<CheckedRun> take_rows() { return std::move(rows_); }
  const Corpus& corpus() const { return corpus_; }
  std::string take_flavour() { return std::move(flavour_); }

 private:
  /// REQUIRES: the lock, or no threads yet.
  CheckedRun& new_row() { return rows_.emplace_back(); }

  std::optional<Task> next();
  void open_next();
  CheckedRun judge_one(const Task& task);
  void replay_and_judge(const SnapshotPtr& snapshot, CheckedRun& run);

  const CheckRequest& request_;
  const TargetName target_;
  const NameMatch match_;
  const Corpus corpus_;
  const base::WorkContext& work_;
  JudgeRules rules_;
  TargetPool targets_;

  std::mutex guard_;  // of everything below
  std::size_t next_file_ = 0;
  std::shared_ptr<OpenFile> open_;
  std::size_t next_instance_ = 0;
  std::vector<CheckedRun> rows_;
  std::string flavour_;
};

std::optional<Task> Checking::next() {
  const std::scoped_lock lock(guard_);
  while (!work_.stop.stop_requested()) {
    if (open_ && next_instance_ < open_->document->rows.size()) {
      new_row();
      return Task{rows_.size() - 1, open_, next_instance_++};
    }
    if (open_) work_.progress.set_done(next_file_);
    open_.reset();
    if (next_file_ >= corpus_.files.size()) return std::nullopt;
    open_next();
  }
  return std::nullopt;
}

void Checking::open_next() {
  const CorpusFile& file = corpus_.files[next_file_++];
  base::Progress unseen;
  auto document = open_document(file.path, {unseen, work_.stop});
  const bool is_usable = document.ok() && !document.value()->rows.empty();
  if (!is_usable) {
    CheckedRun& run = new_row();
    run.history.file = file.shown;
    leave_unjudged(run, CheckTrouble::unreadable,
                   document.ok() ? "the file holds no instance" : document.error().message);
    return;
  }
  open_ = std::make_shared<OpenFile>();
  open_->shown = file.shown;
  open_->document = std::move(document).value();
  next_instance_ = 0;
}

CheckedRun Checking::judge_one(const Task& task) {
  CheckedRun run;
  const InstanceRow& row = task.file->document->rows[task.instance];
  run.history.file = task.file->shown;
  run.history.instance_id = row.id;
  run.history.name = row.name;
  base::Progress unseen;
  base::Result<SnapshotPtr> snapshot = SnapshotPtr();
  {
    const std::scoped_lock lock(task.file->guard);
    snapshot = load(*task.file->document, task.instance, {unseen, work_.stop});
  }
  if (!snapshot.ok()) {
    leave_unjudged(run, CheckTrouble::unreadable, snapshot.error().message);
    return run;
  }
  const model::Envelope& envelope = snapshot.value()->history->envelope();
  if (!envelope.name.empty()) run.history.name = envelope.name;
  run.history.events = snapshot.value()->history->size();
  const model::Report* report = snapshot.value()->report.get();
  if (report != nullptr && report->fidelity == model::Fidelity::timeline_only) {
    leave_unjudged(run, CheckTrouble::unreadable,
                   "the file holds a timeline only: it lacks what a replay needs");
    return run;
  }
  if (std::string refusal = match_.refusal(run.history.name); !refusal.empty()) {
    leave_unjudged(run, CheckTrouble::unmatched, refusal);
    return run;
  }
  replay_and_judge(snapshot.value(), run);
  return run;
}

void Checking::replay_and_judge(const SnapshotPtr& snapshot, CheckedRun& run) {
  base::Progress unseen;
  std::string mismatch;
  const TargetSource source = [&](const TargetName& name, const TargetOptions& options,
                                  const base::WorkContext& work)
      -> base::Result<std::shared_ptr<orchestrators::Target>> {
    auto target = targets_.take(name, options, work);
    if (!target.ok()) return target;
    mismatch = match_.refusal(run.history.name, target.value()->identity().function);
    if (mismatch.empty()) return target;
    return base::Error{"check.unmatched", mismatch, {}, ""};
  };
  auto replayed = replay_from(source, snapshot, request_.code, {unseen, work_.stop});
  if (!replayed.ok()) {
    const base::Error& error = replayed.error();
    const bool is_code =
        error.code.starts_with("orchestrator.") || error.code.starts_with("process.");
    const bool is_unmatched = !mismatch.empty() || error.code.starts_with("target.");
    leave_unjudged(run,
                   is_code        ? CheckTrouble::not_run
                   : is_unmatched ? CheckTrouble::unmatched
                                  : CheckTrouble::unreadable,
                   error.message);
    if (is_code) run.error = error;
    return;
  }
  judge(*replayed.value(), rules_, run);
  const std::scoped_lock lock(guard_);
  if (flavour_.empty()) flavour_ = replayed.value()->trace->flavour;
  if (run.history.state == model::CheckState::safe) return;
  run.history.trace = replayed.value()->trace;
  run.snapshot = std::move(replayed).value();
}

CheckRun to_run(const CheckRequest& request, Checking& checking) {
  CheckRun out;
  out.result.target = request.code.target;
  out.result.flavour = checking.take_flavour();
  out.result.is_strict = request.is_strict;
  out.passed_over = checking.corpus().passed_over;
  for (CheckedRun& run : checking.take_rows()) {
    out.result.histories.push_back(std::move(run.history));
    out.troubles.push_back(run.trouble);
    out.snapshots.push_back(std::move(run.snapshot));
    if (run.error && std::find(out.errors.begin(), out.errors.end(), *run.error) == out.errors.end())
      out.errors.push_back(*std::move(run.error));
  }
  return out;
}

}  // namespace

base::Result<CheckRun> check(const CheckRequest& request, const base::WorkContext& work,
                             const Workers& workers) {
  auto target = parse_target(request.code.target, {});
  if (!target.ok()) return target.error();
  const auto flavour = choose_flavour(request.code.flavour, {}, Snapshot{});
  if (!flavour.ok()) return flavour.error();
  auto corpus = walk_corpus(request.paths, work);
  if (!corpus.ok()) return corpus.error();
  if (corpus->files.empty() && corpus->unreadable.empty()) {
    return empty_corpus(request, corpus.value());
  }
  Checking checking(request, std::move(target).value(), std::move(corpus).value(), work);
  const auto part = [&] { checking.work(); };
  if (workers && request.jobs > 1) {
    workers(request.jobs, part);
  } else {
    part();
  }
  if (work.stop.stop_requested()) {
    return base::Error{"cancelled", "The check was cancelled.", {}, ""};
  }
  return to_run(request, checking);
}

}  // namespace core::session
