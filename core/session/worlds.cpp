#include "core/session/worlds.h"

#include <algorithm>
#include <array>

namespace core::session {
namespace {

using model::Condition;
using orchestrators::World;

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kHour = 3'600 * kSecond;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kNanosecondsPerTick = 100;

/// Above it one world a condition has to do: each costs what the replay cost.
constexpr std::uint64_t kManyYields = 200'000;

/// By how much the clock is off, and how fast it goes. The first turns morning into evening,
/// workday and month; the others move by a few days and by years, in both directions.
struct Shift {
  std::int64_t by, tick;
};
constexpr std::array kShifts{
    Shift{(400 * kDay) + (12 * kHour) + 1'063'654'321'000, 1'237'000},
    Shift{(-200 * kDay) - (7 * kHour) - 123'456'000, 61 * kSecond},
    Shift{(5 * kDay) + (5 * kHour) + 77'777'777'000, 2'900'000'000},
    Shift{-4'000 * kDay, 1'237'000},
};
/// Seeds whose first draws of random.random() lie 0.12 apart at most, so that few branches are
/// missed; the one held draws 0.5.
constexpr std::uint64_t kSeed = 20'253'611;
constexpr std::uint64_t kRandomWorlds = 12;
/// What variables answer that are not set: a small number, a large one, a word that means yes.
constexpr std::array kAnswers{kAnswer, "1000000000", "true"};
/// New interpreters: as many as a set is worth whose order is known to feed a call, else a few.
constexpr std::uint32_t kHashWorldsOfSets = 8;
constexpr std::uint32_t kHashWorlds = 2;

bool is_costly(const model::Trace& trace) {
  std::uint64_t yields = 0;
  for (const model::Pass& pass : trace.passes) yields += pass.length;
  const bool has_stuck =
      std::any_of(trace.passes.begin(), trace.passes.end(), [](const model::Pass& pass) {
        return std::holds_alternative<model::NotRun>(pass.outcome.what);
      });
  return yields > kManyYields || has_stuck;
}

bool has_sets(const model::Trace& trace) {
  return std::any_of(trace.evidence.begin(), trace.evidence.end(),
                     [](const model::Evidence& one) { return one.kind == "order"; });
}

std::vector<WorldGroup> clock_worlds(const World& held) {
  WorldGroup group;
  for (const Shift& shift : kShifts) {
    World world = held;
    world.clock_ns += shift.by;
    world.tick_ns = shift.tick;
    group.push_back(world);
  }
  return {group};
}

std::vector<WorldGroup> random_worlds(const World& held) {
  WorldGroup group;
  for (const bool is_high : {false, true}) {
    World world = held;
    world.edge = is_high;
    group.push_back(world);
  }
  for (std::uint64_t i = 1; i <= kRandomWorlds; ++i) {
    World world = held;
    world.seed += i;
    group.push_back(world);
  }
  return {group};
}

std::vector<WorldGroup> hash_worlds(const World& held, std::uint32_t count) {
  std::vector<WorldGroup> groups;
  for (std::uint32_t i = 1; i <= count; ++i) {
    World world = held;
    world.hash_seed += i;
    groups.push_back({world});
  }
  return groups;
}

std::vector<WorldGroup> environment_worlds(const World& held) {
  World empty = held;
  empty.is_environment_empty = true;
  std::vector<WorldGroup> groups{{empty}};
  for (const char* answer : kAnswers) {
    World filled = held;
    filled.missing_variable = answer;
    groups.push_back({filled});
  }
  return groups;
}

}  // namespace

std::string manner_of(const World& world) {
  if (world.missing_variable.empty()) return {};
  return "with every variable that is not set answering \"" + world.missing_variable + "\"";
}

World held_world(const model::History& history) {
  World world;
  const auto last = static_cast<std::uint32_t>(history.size());
  if (last > 0) {
    world.clock_ns =
        history.at(model::EventIndex{last - 1}).timestamp().ticks * kNanosecondsPerTick;
  }
  world.tick_ns = 1'237'000;
  world.seed = kSeed;
  return world;
}

std::vector<WorldGroup> worlds_of(Condition condition, const World& held,
                                  const model::Trace& trace) {
  std::vector<WorldGroup> groups;
  switch (condition) {
    case Condition::none:
      break;
    case Condition::clock:
      groups = clock_worlds(held);
      break;
    case Condition::random:
      groups = random_worlds(held);
      break;
    case Condition::hash_seed:
      groups = hash_worlds(held, has_sets(trace) ? kHashWorldsOfSets : kHashWorlds);
      break;
    case Condition::environment:
      groups = environment_worlds(held);
      break;
  }
  if (is_costly(trace) && !groups.empty()) {
    groups.resize(1);
    groups[0].resize(1);
  }
  return groups;
}

}  // namespace core::session
