#include <benchmark/benchmark.h>

#include "core/base/file.h"
#include "core/importers/registry.h"
#include "tests/bench/payload_file.h"
#include "tests/bench/simdjson_walk.h"

namespace {

using namespace core;

void stop(benchmark::State& state, const base::Error& error) {
  state.SkipWithError(base::to_text(error).c_str());
}

void import_payload(benchmark::State& state) {
  const std::filesystem::path path = bench::payload_file(bench::kImportedEvents);
  for (auto _ : state) {
    base::Progress progress;
    const base::WorkContext work{progress, {}};
    base::Result<std::string> bytes = base::read_file(path);
    if (!bytes.ok()) return stop(state, bytes.error());
    auto opened = importers::open(std::move(*bytes), path.filename().string(), work);
    if (!opened.ok()) return stop(state, opened.error());
    auto loaded = opened->import->load(0, work);
    if (!loaded.ok()) return stop(state, loaded.error());
    state.counters["events"] = static_cast<double>(loaded->history->size());
    state.counters["history_bytes"] = static_cast<double>(loaded->history->memory_bytes());
  }
}
BENCHMARK(import_payload)->Unit(benchmark::kMillisecond)->UseRealTime();

void simdjson_walk(benchmark::State& state) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("x86-64-v3")) {
    state.SkipWithError("the baseline is built for x86-64-v3, and this CPU is older");
    return;
  }
#endif
  const std::filesystem::path path = bench::payload_file(bench::kImportedEvents);
  for (auto _ : state) {
    const bench::Walked seen = bench::simdjson_walk(path);
    state.counters["keys"] = static_cast<double>(seen.keys);
    state.counters["strings"] = static_cast<double>(seen.strings);
    state.counters["file_bytes"] = static_cast<double>(seen.file_bytes);
  }
}
BENCHMARK(simdjson_walk)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
