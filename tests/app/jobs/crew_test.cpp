#include "app/jobs/crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <mutex>
#include <set>

namespace app::jobs {
namespace {

TEST(Crew, WorksOnThatManyThreadsAtOnceAndReturnsWhenAllAreDone) {
  std::barrier together(3);  // nobody passes alone
  std::mutex guard;
  std::set<std::thread::id> threads;
  run_crew(3, [&] {
    together.arrive_and_wait();
    const std::scoped_lock lock(guard);
    threads.insert(std::this_thread::get_id());
  });
  EXPECT_EQ(threads.size(), 3U);
  EXPECT_TRUE(threads.contains(std::this_thread::get_id()));
}

TEST(Crew, OneIsTheCallerAlone) {
  std::thread::id used;
  run_crew(1, [&] { used = std::this_thread::get_id(); });
  EXPECT_EQ(used, std::this_thread::get_id());
}

}  // namespace
}  // namespace app::jobs
