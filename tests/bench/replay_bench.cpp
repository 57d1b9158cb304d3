#include <benchmark/benchmark.h>

#include <filesystem>

#include "core/engine/replay.h"
#include "core/orchestrators/native/native_table.h"
#include "core/orchestrators/python/python_target.h"
#include "tests/bench/chain_history.h"

namespace {

using namespace core;
using engine::PassSelection;

void stop(benchmark::State& state, const base::Error& error) {
  state.SkipWithError(base::to_text(error).c_str());
}

std::unique_ptr<orchestrators::Target> open_python_chain(const base::WorkContext& work,
                                                         benchmark::State& state) {
  orchestrators::PythonOptions options;
  options.path = std::filesystem::path(YIELDSCOPE_SOURCE_DIR) / "tests" / "bench" / "chain.py";
  options.function = "chain";
  auto target = orchestrators::open_python(options, work);
  if (!target.ok()) {
    stop(state, target.error());
    return nullptr;
  }
  return std::move(*target);
}

/// One run of the target over the chain; how many yields its passes resumed, 0 when it failed.
std::uint64_t replay_once(orchestrators::Target& target, std::int64_t calls,
                          PassSelection::Mode mode,
                          const std::shared_ptr<const model::History>& history,
                          const base::WorkContext& work, benchmark::State& state) {
  auto run = target.open_run(work);
  if (!run.ok()) return stop(state, run.error()), 0;
  engine::ReplayOptions options;
  options.passes.mode = mode;
  const auto trace = engine::replay(**run, history, options, work);
  if (!trace.ok()) return stop(state, trace.error()), 0;
  std::uint64_t resumed = 0;
  for (const model::Pass& pass : trace->passes) resumed += pass.length;
  const model::Pass& last = trace->passes.back();
  const auto* returned = std::get_if<model::Returned>(&last.outcome.what);
  if (returned == nullptr || returned->value.text != std::to_string(calls) || trace->divergence) {
    state.SkipWithError(("the chain was not replayed: " + outcome_text(last.outcome)).c_str());
    return 0;
  }
  return resumed;
}

void replay_chain(benchmark::State& state, orchestrators::Target& target, PassSelection::Mode mode,
                  const base::WorkContext& work) {
  const std::int64_t calls = state.range(0);
  const auto history = bench::chain_history(calls);
  std::uint64_t resumed = 0;
  for (auto _ : state) {
    const std::uint64_t once = replay_once(target, calls, mode, history, work, state);
    if (once == 0) return;
    resumed += once;
  }
  state.counters["yields"] =
      benchmark::Counter(static_cast<double>(resumed), benchmark::Counter::kAvgIterations);
  state.counters["yields_per_second"] =
      benchmark::Counter(static_cast<double>(resumed), benchmark::Counter::kIsRate);
}

/// The user's own interpreter with the import behind it; a run is a fork of it.
void python_passes(benchmark::State& state, PassSelection::Mode mode) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  const auto target = open_python_chain(work, state);
  if (target != nullptr) replay_chain(state, *target, mode, work);
}

void native_passes(benchmark::State& state, PassSelection::Mode mode) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  auto target = orchestrators::open_native_target("chain");
  if (!target.ok()) return stop(state, target.error());
  replay_chain(state, **target, mode, work);
}

/// The coroutine and its mirrors alone, without engine and trace: start, then one resume a yield.
void native_coroutine(benchmark::State& state) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  auto target = orchestrators::open_native_target("chain");
  if (!target.ok()) return stop(state, target.error());
  auto run = (*target)->open_run(work);
  if (!run.ok()) return stop(state, run.error());
  orchestrators::Begin begin;
  begin.input = model::Payload::of_text(std::to_string(state.range(0)));
  model::Resume resume;
  resume.settled.emplace_back();
  resume.settled[0].value = model::Payload::of_text("1");
  std::int64_t resumed = 0;
  for (auto _ : state) {
    resume.kind = model::ResumeKind::start;
    model::Resume first;
    auto advance = (*run)->start(begin, first, work);
    resume.kind = model::ResumeKind::send;
    for (std::uint32_t i = 0; advance.ok() && i < state.range(0); ++i) {
      resume.awaited = model::TaskHandle{i};
      resume.settled[0].handle = model::TaskHandle{i};
      advance = (*run)->resume(resume, work);
      ++resumed;
    }
    if (!advance.ok()) return stop(state, advance.error());
    if (!std::holds_alternative<orchestrators::Returned>(advance->stop)) {
      return state.SkipWithError("the chain did not return");
    }
  }
  state.counters["yields_per_second"] =
      benchmark::Counter(static_cast<double>(resumed), benchmark::Counter::kIsRate);
}

BENCHMARK_CAPTURE(python_passes, all, PassSelection::Mode::all)
    ->Arg(100)
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(python_passes, last, PassSelection::Mode::last)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(native_passes, all, PassSelection::Mode::all)
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(native_passes, last, PassSelection::Mode::last)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(native_coroutine)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
