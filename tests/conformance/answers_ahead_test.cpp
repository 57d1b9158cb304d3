// Answers given ahead change nothing but the time: the trace has the same bytes with and without
// them, also where the code stops making plain calls in the middle of a guess.
#include <gtest/gtest.h>

#include <filesystem>
#include <ostream>

#include "core/engine/replay.h"
#include "core/orchestrators/python/python_target.h"
#include "core/recording/trace_file.h"
#include "core/simulator/simulate.h"

namespace conformance {
namespace {

using namespace core;

/// Passes everything on, takes answers ahead or does not, and counts them.
class Counting final : public orchestrators::Orchestrator {
 public:
  Counting(std::unique_ptr<orchestrators::Orchestrator> run, bool takes_ahead, std::size_t& given)
      : run_(std::move(run)), takes_ahead_(takes_ahead), given_(given) {}

  base::Result<orchestrators::Advance> start(const orchestrators::Begin& begin,
                                             const model::Resume& first,
                                             const base::WorkContext& work) override {
    return run_->start(begin, first, work);
  }
  base::Result<orchestrators::Advance> resume(const model::Resume& resume,
                                              const base::WorkContext& work) override {
    return run_->resume(resume, work);
  }
  std::size_t most_ahead() const override {
    return takes_ahead_ ? run_->most_ahead() : 0;
  }
  void give_ahead(std::span<const model::Resume> resumes) override {
    given_ += resumes.size();
    run_->give_ahead(resumes);
  }
  base::Result<orchestrators::Advance> reply(const orchestrators::Reply& reply,
                                             const base::WorkContext& work) override {
    return run_->reply(reply, work);
  }
  base::Result<orchestrators::Replayed> replay(const orchestrators::Begin& begin,
                                               const orchestrators::Script& script,
                                               const base::WorkContext& work) override {
    return run_->replay(begin, script, work);
  }
  base::Result<model::Segment> close(const base::WorkContext& work) override {
    return run_->close(work);
  }
  model::OrchestratorIdentity identity() const override { return run_->identity(); }

 private:
  std::unique_ptr<orchestrators::Orchestrator> run_;
  bool takes_ahead_;
  std::size_t& given_;
};

/// One row a case: whose history, and what is replayed over it.
struct Row {
  const char* recorded;
  const char* replayed;

  friend void PrintTo(const Row& row, std::ostream* out) { *out << row.replayed; }
};

class AnswersAheadTest : public testing::TestWithParam<Row> {
 protected:
  std::unique_ptr<orchestrators::Orchestrator> open_run(const std::string& function) {
    orchestrators::PythonOptions options;
    options.path = std::filesystem::path(YIELDSCOPE_SOURCE_DIR) /
                   "tests/conformance/ahead_orchestrators.py";
    options.function = function;
    targets_.push_back(orchestrators::open_python(options, work_).value());
    return targets_.back()->open_run(work_).value();
  }

  std::shared_ptr<const model::History> record(const std::string& function) {
    const auto scenario = simulator::parse_scenario(
        R"({"orchestrator": "x", "answers": {"by name": {"Fail": {"error": "no"}}}})", "x");
    EXPECT_TRUE(scenario.ok()) << base::to_text(scenario.error());
    const auto run = open_run(function);
    return simulator::simulate(*scenario, *run, work_).value().trace.history;
  }

  std::string replay(const std::shared_ptr<const model::History>& history,
                     engine::PassSelection::Mode mode, bool takes_ahead) {
    engine::ReplayOptions options;
    options.passes.mode = mode;
    Counting run(open_run(GetParam().replayed), takes_ahead, given_);
    return recording::write_trace(engine::replay(run, history, options, work_).value());
  }

  base::Progress progress_;
  base::WorkContext work_{progress_, {}};
  std::vector<std::unique_ptr<orchestrators::Target>> targets_;
  std::size_t given_ = 0;
};

TEST_P(AnswersAheadTest, ChangeNothingInTheTrace) {
  const auto history = record(GetParam().recorded);
  const auto every = engine::PassSelection::Mode::all;
  EXPECT_EQ(replay(history, every, true), replay(history, every, false));
  const auto last = engine::PassSelection::Mode::last;
  given_ = 0;
  const std::string without = replay(history, last, false);
  EXPECT_EQ(given_, 0u);
  EXPECT_EQ(replay(history, last, true), without);
  EXPECT_GT(given_, 10u);
}

INSTANTIATE_TEST_SUITE_P(
    EveryWayOn, AnswersAheadTest,
    testing::Values(Row{"chain", "chain"}, Row{"fan_out_in_the_middle", "fan_out_in_the_middle"},
                    Row{"any_in_the_middle", "any_in_the_middle"},
                    Row{"failures_caught", "failures_caught"},
                    Row{"failure_uncaught", "failure_uncaught"},
                    Row{"says_and_reads", "says_and_reads"}, Row{"delegates", "delegates"},
                    Row{"yields_old_tasks", "yields_old_tasks"},
                    Row{"chain", "chain_with_another_kind"}, Row{"chain", "chain_with_a_wait"},
                    Row{"chain", "chain_that_raises"}, Row{"chain", "chain_that_returns_a_task"},
                    Row{"chain", "chain_with_a_status"},
                    Row{"chain", "chain_that_yields_nothing"},
                    Row{"chain", "chain_that_starts_again"},
                    Row{"failures_caught", "chain"}, Row{"chain", "retries_in_the_middle"}),
    [](const auto& row) {
      return std::string(row.param.replayed) + "_over_" + row.param.recorded;
    });

}  // namespace
}  // namespace conformance
