#include "app/jobs/job.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

namespace app::jobs {
namespace {

using core::base::Error;
using core::base::Result;
using core::base::WorkContext;

/// Works until it is stopped, as a replay does.
Result<int> until_stopped(const WorkContext& work) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait(lock, work.stop, [] { return false; });
  return Error{"cancelled", "cancelled", {}, ""};
}

TEST(Job, GivesItsResultOnceAndWakes) {
  std::atomic<int> wakes{0};
  Job<int> job("Counting", [](const WorkContext& work) -> Result<int> {
    work.progress.set_total(3);
    work.progress.set_done(3);
    return 7;
  }, [&wakes] { ++wakes; });
  const auto result = job.wait();
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->value(), 7);
  EXPECT_EQ(wakes, 1);
  EXPECT_EQ(job.progress().done(), 3U);
  EXPECT_FALSE(job.poll().has_value());
}

TEST(Job, AnExceptionBecomesAnError) {
  Job<int> job("Reading x", [](const WorkContext&) -> Result<int> {
    throw std::runtime_error("no more memory");
  }, {});
  const auto result = job.wait();
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(core::base::to_text(result->error()),
            "Reading x failed: no more memory\n"
            "This is a fault in Yieldscope; please report it with the file.");
}

TEST(Job, ClosingCancelsAndWaits) {
  std::atomic<bool> has_ended{false};
  {
    Job<int> job("Working", [&has_ended](const WorkContext& work) {
      auto result = until_stopped(work);
      has_ended = true;
      return result;
    }, {});
  }
  EXPECT_TRUE(has_ended);
}

TEST(JobSlot, ASecondJobCancelsTheFirstAndNeverRunsBesideIt) {
  std::atomic<int> running{0};
  std::atomic<int> most{0};
  JobSlot<int> slot({});
  for (int round = 0; round < 5; ++round) {
    slot.start("Round", [&, round](const WorkContext& work) -> Result<int> {
      most = std::max<int>(most, ++running);
      auto result = round < 4 ? until_stopped(work) : Result<int>(round);
      --running;
      return result;
    });
  }
  const auto result = slot.wait();
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->value(), 4);
  EXPECT_EQ(most, 1);
  EXPECT_EQ(slot.job(), nullptr);
}

TEST(JobSlot, ACancelledJobSaysSo) {
  JobSlot<int> slot({});
  slot.start("Working", until_stopped);
  EXPECT_FALSE(slot.job()->is_cancelled());
  slot.cancel();
  EXPECT_TRUE(slot.job()->is_cancelled());
  EXPECT_EQ(slot.wait()->error().code, "cancelled");
}

}  // namespace
}  // namespace app::jobs
