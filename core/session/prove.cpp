#include "core/session/prove.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/engine/replay.h"
#include "core/session/first_difference.h"
#include "core/session/flavour_choice.h"
#include "core/session/recorded_module.h"
#include "core/session/replayable.h"
#include "core/session/snapshot.h"
#include "core/session/targets.h"
#include "core/session/worlds.h"

namespace core::session {
namespace {

using model::Condition;
using model::Experiment;
using model::Trace;
using orchestrators::World;

constexpr std::array kConditions{Condition::clock, Condition::random, Condition::hash_seed,
                                 Condition::environment};
constexpr const char* kNativeCode =
    "native code runs inside Yieldscope: it has no clock, random numbers, hash order or "
    "environment "
    "of its own that could be changed";
constexpr const char* kRealSdk = "experiments are made with Yieldscope's own stand-in: --sdk shim";
constexpr const char* kDiffersAnyway =
    "the code differs there by itself, also where nothing is changed";

/// The passes that the request asked for. REQUIRES: a replay has accepted them.
engine::PassSelection selection_of(const std::string& text) {
  using Mode = engine::PassSelection::Mode;
  if (text == "all") return {Mode::all, 0};
  if (text == "last") return {Mode::last, 0};
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number > 0 ? engine::PassSelection{Mode::one, number}
                    : engine::PassSelection{Mode::automatic, 0};
}

Experiment not_made(Condition condition, std::string why) {
  Experiment experiment;
  experiment.condition = condition;
  experiment.not_made = std::move(why);
  return experiment;
}

Experiment changed(Condition condition, TraceDifference difference, const std::string& manner) {
  Experiment experiment;
  experiment.condition = condition;
  experiment.has_changed = true;
  experiment.pass = difference.pass;
  experiment.yield = difference.yield;
  experiment.place = std::move(difference.place);
  experiment.before = std::move(difference.before);
  experiment.after = std::move(difference.after);
  if (!manner.empty()) experiment.after += " (" + manner + ")";
  return experiment;
}

/// The first line of what went wrong: a traceback follows.
std::string in_one_line(const base::Error& error) {
  return error.message.substr(0, error.message.find('\n'));
}

/// Runs the passes of one instance in one world after another.
class Laboratory {
 public:
  Laboratory(const Snapshot& snapshot, const ReplayRequest& request, TargetName name,
             const engine::Flavour* flavour, const base::WorkContext& work)
      : snapshot_(snapshot),
        request_(request),
        name_(std::move(name)),
        flavour_(flavour),
        module_(recorded_module(*snapshot.history, name_.path)),
        work_{inner_, work.stop},
        outer_(work.progress) {}

  base::Result<std::vector<Experiment>> run_all();

 private:
  /// A project that was imported in a world; the world may be another one from run to run.
  struct Home {
    std::shared_ptr<orchestrators::Target> target;
    std::shared_ptr<World> world;
    std::vector<std::string> import_reads;
    std::string unmade;  ///< what the import kept of the environment, and why
  };

  base::Result<Home> open(const World* world) const;
  base::Result<Trace> run(orchestrators::Target& target) const;
  base::Result<Trace> run_in(const World& world) const;
  base::Status hold();
  base::Result<Experiment> control();
  base::Result<Experiment> make(Condition condition) const;
  base::Result<Home> open_group(Condition condition, WorldGroup& group) const;
  bool is_home_enough(Condition condition) const;
  base::Result<std::optional<Experiment>> try_group(Condition condition, WorldGroup group) const;
  bool counts(const TraceDifference& difference) const {
    return !floor_ || difference.is_before(*floor_);
  }

  const Snapshot& snapshot_;
  const ReplayRequest& request_;
  TargetName name_;
  const engine::Flavour* flavour_;
  std::string module_;
  base::Progress inner_;
  base::WorkContext work_;
  base::Progress& outer_;
  World world_;
  Home home_;   ///< where world_ was imported
  Trace held_;  ///< the run that all others are compared with
  /// Where two runs in that same world part, by something that no world holds.
  std::optional<TraceDifference> floor_;
};

base::Result<Laboratory::Home> Laboratory::open(const World* world) const {
  Home home;
  if (world != nullptr) home.world = std::make_shared<World>(*world);
  auto target = open_target(
      name_,
      {request_, flavour_, module_, snapshot_.history->envelope().name, std::nullopt, home.world},
      work_);
  if (!target.ok()) return target.error();
  home.target = std::move(target).value();
  if (home.world) home.import_reads = home.world->import_reads;
  return home;
}

base::Result<Trace> Laboratory::run(orchestrators::Target& target) const {
  auto run = target.open_run(work_);
  if (!run.ok()) return run.error();
  engine::ReplayOptions options;
  options.flavour = flavour_;
  options.passes = selection_of(request_.passes);
  options.open_run = [&] { return target.open_run(work_); };
  return engine::replay(*run.value(), snapshot_.history, options, work_);
}

base::Result<Trace> Laboratory::run_in(const World& world) const {
  auto home = open(&world);
  if (!home.ok()) return home.error();
  return run(*home->target);
}

/// Two runs in the world that is held, the second where the code needs it: a run there that is like
/// the first one of all shows that nothing differs by itself.
base::Status Laboratory::hold() {
  world_ = held_world(*snapshot_.history);
  auto home = open(&world_);
  if (!home.ok()) return home.error();
  home_ = std::move(home).value();
  auto held = run(*home_.target);
  if (!held.ok()) return held.error();
  held_ = std::move(held).value();
  if (!first_difference(*snapshot_.trace, held_)) return base::success();
  auto again = run_in(world_);
  if (!again.ok()) return again.error();
  floor_ = first_difference(held_, *again);
  return base::success();
}

/// The same code once more as it is.
base::Result<Experiment> Laboratory::control() {
  if (name_.runtime == "python" && !first_difference(*snapshot_.trace, held_)) {
    return Experiment{};
  }
  auto home = open(nullptr);
  if (!home.ok()) return home.error();
  auto again = run(*home->target);
  if (!again.ok()) return again.error();
  auto difference = first_difference(*snapshot_.trace, *again);
  return difference ? changed(Condition::none, *std::move(difference), {}) : Experiment{};
}

/// Whether runs under the condition can be forks of the import that is there already: none of the
/// project's modules read it meanwhile.
bool Laboratory::is_home_enough(Condition condition) const {
  const auto read = [&](std::string_view kind) {
    return std::find(home_.import_reads.begin(), home_.import_reads.end(), kind) !=
           home_.import_reads.end();
  };
  switch (condition) {
    case Condition::clock:
      return !read("clock");
    case Condition::random:
      return !read("random") && !read("uuid");
    case Condition::environment:
      return !read("environment");
    case Condition::none:
    case Condition::hash_seed:
      return false;
  }
  return false;
}

/// Imports the project in the group's first world, where that is needed. Many projects want a
/// setting to load at all: there, first every variable answers something, then the import keeps
/// them.
base::Result<Laboratory::Home> Laboratory::open_group(Condition condition,
                                                      WorldGroup& group) const {
  if (is_home_enough(condition)) return home_;
  auto home = open(&group.front());
  const auto has_failed = [&] { return !home.ok() && home.error().code != "cancelled"; };
  if (!has_failed() || !group.front().is_environment_empty) return home;
  const std::string why = in_one_line(home.error());
  for (World& world : group) world.missing_variable = kAnswer;
  home = open(&group.front());
  if (!has_failed()) return home;
  for (World& world : group) {
    world.missing_variable.clear();
    world.is_import_spared = true;
  }
  home = open(&group.front());
  if (home.ok()) {
    home->unmade =
        "the project cannot be imported without its environment, which was taken away "
        "after the import only: " +
        why;
  }
  return home;
}

/// Tries worlds until one changes what the code asks for; empty when none does.
base::Result<std::optional<Experiment>> Laboratory::try_group(Condition condition,
                                                              WorldGroup group) const {
  const auto home = open_group(condition, group);
  if (!home.ok()) return home.error();
  std::optional<Experiment> drowned;
  for (const World& next : group) {
    *home->world = next;
    auto trace = run(*home->target);
    if (!trace.ok()) return trace.error();
    auto difference = first_difference(held_, *trace);
    if (!difference) continue;
    if (counts(*difference)) {
      return std::optional(changed(condition, *std::move(difference), manner_of(next)));
    }
    drowned = not_made(condition, kDiffersAnyway);
  }
  if (!home->unmade.empty()) return std::optional(not_made(condition, home->unmade));
  return drowned;
}

base::Result<Experiment> Laboratory::make(Condition condition) const {
  Experiment nothing;
  nothing.condition = condition;
  for (WorldGroup& group : worlds_of(condition, world_, *snapshot_.trace)) {
    auto tried = try_group(condition, std::move(group));
    if (!tried.ok() && tried.error().code == "cancelled") return tried.error();
    if (!tried.ok()) {
      if (nothing.not_made.empty()) nothing.not_made = in_one_line(tried.error());
      continue;
    }
    if (!*tried) continue;
    if ((*tried)->has_changed) return **tried;
    if (nothing.not_made.empty()) nothing.not_made = (*tried)->not_made;
  }
  return nothing;
}

base::Result<std::vector<Experiment>> Laboratory::run_all() {
  outer_.set_total(kConditions.size() + 1);
  std::string impossible;
  if (name_.runtime != "python") impossible = kNativeCode;
  if (request_.sdk == "real") impossible = kRealSdk;
  std::vector<Experiment> experiments;
  if (request_.sdk != "real") {
    if (impossible.empty()) {
      if (base::Status held = hold(); !held.ok()) return held.error();
    }
    auto first = control();
    if (!first.ok()) return first.error();
    experiments.push_back(std::move(first).value());
  } else {
    experiments.push_back(not_made(Condition::none, impossible));
  }
  for (const Condition condition : kConditions) {
    outer_.set_done(experiments.size());
    if (!impossible.empty()) {
      experiments.push_back(not_made(condition, impossible));
      continue;
    }
    auto made = make(condition);
    if (!made.ok()) return made.error();
    experiments.push_back(std::move(made).value());
  }
  outer_.set_done(experiments.size());
  return experiments;
}

}  // namespace

base::Result<SnapshotPtr> prove(const SnapshotPtr& snapshot, const ReplayRequest& request,
                                const base::WorkContext& work) {
  if (auto refused = why_not_replayable(*snapshot)) return *std::move(refused);
  SnapshotPtr replayed = snapshot;
  if (!replayed->trace) {
    auto first = replay(snapshot, request, work);
    if (!first.ok()) return first.error();
    replayed = std::move(first).value();
  }
  auto name = parse_target(request.target, {});
  if (!name.ok()) return name.error();
  const auto flavour = choose_flavour(request.flavour, name->folder(), *replayed);
  if (!flavour.ok()) return flavour.error();
  Laboratory laboratory(*replayed, request, std::move(name).value(), flavour->flavour, work);
  auto experiments = laboratory.run_all();
  if (!experiments.ok()) return experiments.error();

  Trace trace = *replayed->trace;
  trace.experiments = std::move(experiments).value();
  Snapshot next = *replayed;
  next.findings = findings_of(next, &trace);
  trace.findings = next.findings;
  next.trace = std::make_shared<const Trace>(std::move(trace));
  return seal(std::move(next));
}

}  // namespace core::session
