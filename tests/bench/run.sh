#!/usr/bin/env bash
# Runs the benchmarks of a finished `bench` build, each repeated in one run, and prints the medians
# and the ratios that DESIGN.md section 12 sets a bar for. Called by `tests/run.sh --bench`.
#   tests/bench/run.sh [import] [formats] [reconstruction] [replay] [check] [divergence]
# Default: all. FORMATS="storage-csv http-status" measures only those formats.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
programs="$PWD/.build/bench/tests/bench"
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT
repetitions="${REPETITIONS:-5}"
measure() {
  "$programs/$1" --benchmark_repetitions="$repetitions" --benchmark_enable_random_interleaving=true \
    --benchmark_format=json --benchmark_out="$results/$1.json" --benchmark_out_format=json \
    >/dev/null 2>"$results/$1.log" || { cat "$results/$1.log" >&2; exit 1; }
}

[ $# -gt 0 ] || set -- import formats reconstruction replay check divergence
for part in "$@"; do
  case "$part" in
    import)
      "$programs/import_peak" write
      "$programs/import_peak" >"$results/peak.json"
      measure bench_import
      ;;
    formats)
      for format in ${FORMATS:-$("$programs/import_formats" list)}; do
        "$programs/import_formats" "$format" write
        for _ in $(seq "$repetitions"); do
          "$programs/import_formats" "$format" >>"$results/formats.jsonl"
        done
      done
      ;;
    reconstruction)
      "$programs/score_reconstruction" "$PWD" >"$results/reconstruction.jsonl"
      ;;
    replay)
      # The baseline before and after, so that a machine that slows down meanwhile is seen.
      (cd tests/bench && python3 python_chain_baseline.py 1000 2) >"$results/baseline_before.json"
      measure bench_replay
      (cd tests/bench && python3 python_chain_baseline.py 1000 2) >"$results/baseline_after.json"
      ;;
    check)
      python3 tests/bench/check_corpus.py "$results/corpus"
      python3 tests/bench/check_time.py "$PWD/.build/bench/app/yieldscope" "$results/corpus" \
        "$repetitions" >"$results/check.json"
      ;;
    divergence)
      python3 tests/bench/divergence_time.py "$PWD/.build/bench/app/yieldscope" \
        "$results/divergence" "$repetitions" >"$results/divergence.json"
      ;;
    *)
      echo "usage: tests/bench/run.sh [import] [formats] [reconstruction] [replay] [check]" \
        "[divergence]" >&2
      exit 2
      ;;
  esac
done
python3 tests/bench/report.py "$results"
