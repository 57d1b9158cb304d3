#include "core/session/prove.h"

#include <array>
#include <charconv>
#include <utility>

#include "core/engine/replay.h"
#include "core/session/first_difference.h"
#include "core/session/flavour_choice.h"
#include "core/session/recorded_module.h"
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
  using OpenedTarget = base::Result<std::unique_ptr<orchestrators::Target>>;

  OpenedTarget open(const std::shared_ptr<World>& world) const;
  base::Result<Trace> run(orchestrators::Target& target) const;
  base::Result<Trace> run_in(const World& world) const;
  base::Status hold();
  base::Result<Experiment> control();
  base::Result<Experiment> make(Condition condition) const;
  /// A project imported in a world that changes from run to run.
  struct Opened {
    OpenedTarget target = base::Error{};
    std::shared_ptr<World> world;
    std::string unmade;  ///< what the import kept, and why
  };
  Opened open_group(WorldGroup& group) const;
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
  Trace held_;  ///< the run that all others are compared with
  /// Where two runs in that same world part, by something that no world holds.
  std::optional<TraceDifference> floor_;
};

Laboratory::OpenedTarget Laboratory::open(const std::shared_ptr<World>& world) const {
  return open_target(
      name_, {request_, flavour_, module_, snapshot_.history->envelope().name, std::nullopt, world},
      work_);
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
  auto target = open(std::make_shared<World>(world));
  if (!target.ok()) return target.error();
  return run(**target);
}

/// Two runs in the world that is held, the second where the code needs it: a run there that is like
/// the first one of all shows that nothing differs by itself.
base::Status Laboratory::hold() {
  world_ = held_world(*snapshot_.history);
  auto target = open(std::make_shared<World>(world_));
  if (!target.ok()) return target.error();
  auto held = run(**target);
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
  auto target = open(nullptr);
  if (!target.ok()) return target.error();
  auto again = run(**target);
  if (!again.ok()) return again.error();
  auto difference = first_difference(*snapshot_.trace, *again);
  return difference ? changed(Condition::none, *std::move(difference), {}) : Experiment{};
}

/// Imports the project in the group's first world. Many projects need a setting to load at all:
/// there, first every variable answers something, then the import keeps its environment.
Laboratory::Opened Laboratory::open_group(WorldGroup& group) const {
  Opened opened;
  opened.world = std::make_shared<World>(group.worlds.front());
  auto target = open(opened.world);
  const bool may_yield = opened.world->is_environment_empty;
  if (!target.ok() && may_yield && target.error().code != "cancelled") {
    const std::string why = in_one_line(target.error());
    for (World& world : group.worlds) world.missing_variable = kAnswer;
    *opened.world = group.worlds.front();
    target = open(opened.world);
    if (target.ok()) {
      group.manner = kAnsweringManner;
    } else if (target.error().code != "cancelled") {
      for (World& world : group.worlds) {
        world.missing_variable.clear();
        world.is_import_spared = true;
      }
      *opened.world = group.worlds.front();
      target = open(opened.world);
      opened.unmade =
          "the project cannot be imported without its environment, which was taken away "
          "after the import only: " +
          why;
    }
  }
  opened.target = std::move(target);
  return opened;
}

/// Tries worlds until one changes what the code asks for; empty when none does.
base::Result<std::optional<Experiment>> Laboratory::try_group(Condition condition,
                                                              WorldGroup group) const {
  const Opened opened = open_group(group);
  if (!opened.target.ok()) return opened.target.error();
  std::optional<Experiment> drowned;
  for (const World& next : group.worlds) {
    *opened.world = next;
    auto trace = run(*opened.target.value());
    if (!trace.ok()) return trace.error();
    auto difference = first_difference(held_, *trace);
    if (!difference) continue;
    if (counts(*difference)) {
      return std::optional(changed(condition, *std::move(difference), group.manner));
    }
    drowned = not_made(condition, kDiffersAnyway);
  }
  if (!opened.unmade.empty()) return std::optional(not_made(condition, opened.unmade));
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
