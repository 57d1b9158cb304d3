// Imports one generated file of a format once and prints what it cost as one line of JSON: reading
// and opening it to its list of instances, then every instance, then one instance alone. A program
// of its own for each run, because the peak of a process never falls.
//   import_formats list            the names
//   import_formats NAME [write]    with `write` only the file is made
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>

#include "core/base/file.h"
#include "core/importers/registry.h"
#include "tests/support/generated_formats.h"

namespace {

using namespace core;

/// Of this process: other programs on the machine slow the wall clock but not this one.
double cpu_seconds() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Measured {
  double open_cpu = 0, open_wall = 0, load_cpu = 0, load_wall = 0, one_wall = 0;
  std::size_t instances = 0, events = 0;
};

bool measure(const std::filesystem::path& path, Measured& out) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  const double cpu = cpu_seconds(), wall = wall_seconds();
  base::Result<std::string> bytes = base::read_file(path);
  if (!bytes.ok()) return false;
  auto opened = importers::open(std::move(*bytes), path.filename().string(), work);
  if (!opened.ok()) return std::fprintf(stderr, "%s\n", opened.error().message.c_str()), false;
  out.open_cpu = cpu_seconds() - cpu;
  out.open_wall = wall_seconds() - wall;
  out.instances = opened->import->instances().size();
  for (std::size_t i = 0; i < out.instances; ++i) {
    const auto loaded = opened->import->load(i, work);
    if (!loaded.ok()) return std::fprintf(stderr, "%s\n", loaded.error().message.c_str()), false;
    out.events += loaded->history->size();
  }
  out.load_cpu = cpu_seconds() - cpu - out.open_cpu;
  out.load_wall = wall_seconds() - wall - out.open_wall;
  const double one = wall_seconds();
  if (!opened->import->load(out.instances / 2, work).ok()) return false;
  out.one_wall = wall_seconds() - one;
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const auto files = tests::format_files();
  if (argc == 2 && std::strcmp(argv[1], "list") == 0) {
    for (const tests::FormatFile& file : files) std::puts(std::string(file.name).c_str());
    return 0;
  }
  const auto file = std::find_if(files.begin(), files.end(), [&](const tests::FormatFile& one) {
    return argc > 1 && one.name == argv[1];
  });
  if (file == files.end()) {
    std::fputs("usage: import_formats list | NAME [write]\n", stderr);
    return 2;
  }
  const std::filesystem::path path = tests::format_file(*file);
  if (argc > 2) return 0;
  Measured measured;
  if (!measure(path, measured)) return 2;
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "{\"format\":\"%s\",\"file_bytes\":%zu,\"peak_bytes\":%zu,\"instances\":%zu,\"events\":%zu,"
      "\"open_cpu\":%.4f,\"open_wall\":%.4f,\"load_cpu\":%.4f,\"load_wall\":%.4f,\"one_wall\":%.6f}"
      "\n",
      std::string(file->name).c_str(), static_cast<std::size_t>(std::filesystem::file_size(path)),
      static_cast<std::size_t>(usage.ru_maxrss) * 1024, measured.instances, measured.events,
      measured.open_cpu, measured.open_wall, measured.load_cpu, measured.load_wall,
      measured.one_wall);
  return 0;
}
