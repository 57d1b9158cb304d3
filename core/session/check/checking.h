// The work of one check as its threads share it: histories are handed out in the order of the
// corpus, and each has a row of its own. Private to core/session.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/session/check/check.h"
#include "core/session/check/code_book.h"
#include "core/session/corpus.h"
#include "core/session/check/judge.h"
#include "core/session/document.h"

namespace core::session {

/// What a check works with; none of it changes while it runs.
struct CheckPlan {
  const CheckRequest& request;
  Corpus corpus;
  Baseline baseline;
};

class Checking {
 public:
  /// `before` is the other version; null without --against.
  Checking(CheckPlan plan, CodeBook& code, CodeBook* before, const base::WorkContext& work);

  /// One thread's part: until nothing is left.
  void work();

  /// Once every thread has ended.
  std::vector<CheckedRun> take_rows() { return std::move(rows_); }
  /// Histories that do not fit the filter.
  std::size_t left_out() const { return left_out_; }
  const CheckPlan& plan() const { return plan_; }
  /// Files that were passed over, being Instances tables.
  std::size_t instances_tables() const { return instances_tables_; }

 private:
  /// A file of the corpus that is open; its instances are loaded one at a time.
  struct OpenFile {
    CorpusFile file;
    std::shared_ptr<Document> document;
    std::mutex guard;
  };
  struct Task {
    std::size_t number = 0;  ///< of its row
    std::shared_ptr<OpenFile> file;
    std::size_t instance = 0;
  };

  std::optional<Task> next();
  void open_next();
  CheckedRun judge_one(const Task& task) const;
  void judge_loaded(const Task& task, const SnapshotPtr& loaded, CheckedRun& run) const;
  base::Result<SnapshotPtr> load_one(const Task& task) const;
  void finish(const Snapshot* loaded, CheckedRun& run) const;
  /// Under one version of the code.
  void judge_with(CodeBook& book, const Task& task, const SnapshotPtr& snapshot,
                  CheckedRun& run) const;
  void prove_cause(const ReplayRequest& request, CheckedRun& run) const;
  JudgeRules rules_for(CheckedRun& run) const;

  const CheckPlan plan_;
  CodeBook& code_;
  CodeBook* const before_;
  const base::WorkContext& work_;

  std::mutex guard_;  // of everything below
  std::size_t next_file_ = 0;
  std::size_t instances_tables_ = 0;
  std::shared_ptr<OpenFile> open_;
  std::size_t next_instance_ = 0;
  std::size_t left_out_ = 0;
  std::vector<CheckedRun> rows_;
};

}  // namespace core::session
