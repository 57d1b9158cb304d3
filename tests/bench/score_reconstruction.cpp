// Prints how well lists without ids and passes are rebuilt, as one line of JSON a set: the samples,
// and the histories of other people where they are there.
//   score_reconstruction SOURCE_FOLDER
#include <cstdio>
#include <filesystem>

#include "tests/support/reconstruction_score.h"

namespace {

void print(const char* set, const tests::ReconstructionScore& score) {
  std::printf(
      "{\"set\":\"%s\",\"borders\":%zu,\"found\":%zu,\"invented\":%zu,\"events\":%zu,\"same\":%zu,"
      "\"failed\":%zu}\n",
      set, score.borders, score.found, score.invented, score.events, score.same,
      score.failed.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: score_reconstruction SOURCE_FOLDER\n", stderr), 2;
  const std::filesystem::path source(argv[1]);
  print("samples", tests::score_reconstruction(tests::sample_histories(source / "traces")));
  const auto shared = source / "../shared/histories/azure-durable-functions";
  if (std::filesystem::is_directory(shared)) {
    print("histories of others", tests::score_reconstruction(tests::files_in(shared)));
  }
  return 0;
}
