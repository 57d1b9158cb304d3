#!/usr/bin/env bash
# Installs what is missing, builds under AddressSanitizer and UBSan, and runs every test.
#   tests/run.sh                  everything
#   tests/run.sh -R PATTERN       only tests whose name matches (any option of ctest)
#   tests/run.sh --bench          the benchmarks instead, in a release build
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source app/packages.sh

install_missing "${build_packages[@]}" "${window_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"

if [ "${1:-}" = --bench ]; then
  shift
  build_preset bench
  exec bash tests/bench/run.sh "$@"
fi

build_preset asan
[ -d ../shared ] || echo "yieldscope: there is no ../shared beside this clone; tests that walk it say so and pass."
exec ctest --test-dir .build/asan --output-on-failure --parallel "$(nproc)" "$@"
