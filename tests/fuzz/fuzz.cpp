// The fuzz program: libFuzzer's entry points. `--target=NAME` picks what is fed with the bytes: an
// importer by its name in the registry (a new one is a target at once), `registry`, `recording` or
// `conversion`.
// `--list` prints the names. Built with clang by tests/fuzz/run.sh; README.md beside this.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "core/importers/registry.h"
#include "tests/fuzz/conversion_checks.h"
#include "tests/fuzz/import_checks.h"
#include "tests/fuzz/recording_checks.h"

namespace {

using Check = void (*)(std::string_view bytes);

/// Set once, before the first input; libFuzzer leaves no other way to hand it over.
struct Chosen {
  const core::importers::Importer* importer = nullptr;
  Check check = nullptr;
};

Chosen& chosen() {
  static Chosen target;
  return target;
}

constexpr std::pair<std::string_view, Check> kOthers[] = {
    {"registry", tests::fuzz::check_registry},
    {"recording", tests::fuzz::check_recording},
    {"conversion", tests::fuzz::check_conversion},
};

void list_targets() {
  for (const auto& importer : core::importers::importers()) {
    std::printf("%s\n", std::string(importer->name()).c_str());
  }
  for (const auto& [name, check] : kOthers) std::printf("%s\n", std::string(name).c_str());
}

Chosen find_target(std::string_view name) {
  for (const auto& importer : core::importers::importers()) {
    if (importer->name() == name) return {importer.get(), nullptr};
  }
  for (const auto& [other, check] : kOthers) {
    if (other == name) return {nullptr, check};
  }
  std::fprintf(stderr, "No target of that name; --list prints them.\n");
  std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  constexpr std::string_view kTarget = "--target=";
  for (const char* argument : std::span(*argv, static_cast<std::size_t>(*argc))) {
    const std::string_view text(argument);
    if (text == "--list") {
      list_targets();
      std::exit(0);
    }
    if (text.starts_with(kTarget)) chosen() = find_target(text.substr(kTarget.size()));
  }
  if (chosen().importer == nullptr && chosen().check == nullptr) chosen() = find_target("");
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (chosen().importer != nullptr) {
    tests::fuzz::check_importer(*chosen().importer, bytes);
  } else {
    chosen().check(bytes);
  }
  return 0;
}
