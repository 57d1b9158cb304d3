// Imports the generated payload once and prints the peak of resident memory beside the file's size.
// A program of its own, because the peak of a process never falls.
#include <sys/resource.h>

#include <cstdio>

#include "core/base/file.h"
#include "core/importers/registry.h"
#include "tests/bench/payload_file.h"

namespace {

long peak_kib() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

}  // namespace

int main(int argc, char**) {
  using namespace core;
  const std::filesystem::path path = bench::payload_file(bench::kImportedEvents);
  // Writing the file takes more memory than reading it, so that call is made by itself.
  if (argc > 1) return 0;
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  base::Result<std::string> bytes = base::read_file(path);
  if (!bytes.ok()) return 2;
  auto opened = importers::open(std::move(*bytes), path.filename().string(), work);
  if (!opened.ok()) return 2;
  auto loaded = opened->import->load(0, work);
  if (!loaded.ok()) return 2;
  std::printf("{\"file_bytes\":%zu,\"peak_bytes\":%zu,\"history_bytes\":%zu,\"events\":%zu}\n",
              static_cast<std::size_t>(std::filesystem::file_size(path)),
              static_cast<std::size_t>(peak_kib()) * 1024, loaded->history->memory_bytes(),
              loaded->history->size());
  return 0;
}
