#!/usr/bin/env bash
# Builds the fuzz program with clang and feeds every target, one after another, for SECONDS in all.
#   tests/fuzz/run.sh SECONDS [TARGET…]     default: all targets; `tests/fuzz/run.sh 0` lists them
# Findings (crashes, broken promises, memory, inputs that take longer than a second) lie in
# .build/fuzz/findings/TARGET afterwards; exit 1 when there are any. What was learnt stays in
# .build/fuzz/corpus for the next run. YIELDSCOPE_FUZZ_BUILT=1 takes the program as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source app/packages.sh
if ! [[ "${1:-}" =~ ^[0-9]+$ ]]; then
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
seconds=$1
shift
folder=.build/fuzz
program=$folder/tests/fuzz/yieldscope_fuzz

install_missing "${build_packages[@]}" "${fuzz_packages[@]}"
[ -n "${YIELDSCOPE_FUZZ_BUILT:-}" ] || build_preset fuzz yieldscope_fuzz
mapfile -t targets < <("$program" --list)
if [ "$seconds" -eq 0 ]; then
  printf '%s\n' "${targets[@]}"
  exit 0
fi
[ $# -gt 0 ] && targets=("$@")

# Seeds: small of their own, every case, sample and story, and what ../shared has; never more than
# 64 KiB of one file, which is what the program is given.
seeds=$folder/seeds
rm -rf "$seeds"
mkdir -p "$seeds"
add_seeds() {  # add_seeds FOLDER FIND-EXPRESSION…
  local from=$1 path
  shift
  [ -d "$from" ] || return 0
  while IFS= read -r -d '' path; do
    head -c 65536 "$path" >"$seeds/$(printf '%s' "$path" | tr -c 'A-Za-z0-9.\n' _)"
  done < <(find "$from" -type f "$@" -print0)
}
add_seeds tests/fuzz/seeds
add_seeds tests/cases -name 'input.*' -o -name '*.trace.json*' -type f
add_seeds traces -name '*.json'
add_seeds ../shared/histories ! -name '*.md'

# Every word in quotes that the readers know.
dictionary=$folder/words.dict
grep -rhoE '"[A-Za-z_$@][A-Za-z0-9_$@. -]{1,40}"' core/importers core/recording core/model/*.cpp |
  sort -u >"$dictionary"

export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1
symbolizer=$(command -v llvm-symbolizer-19 || true)
[ -n "$symbolizer" ] && export ASAN_SYMBOLIZER_PATH=$symbolizer
share=$((seconds / ${#targets[@]}))
[ "$share" -gt 0 ] || share=1
findings=0
printf '%-20s %8s %12s %8s %9s %9s\n' target seconds executions covered corpus findings
for target in "${targets[@]}"; do
  corpus=$folder/corpus/$target
  found=$folder/findings/$target
  log=$folder/logs/$target.log
  mkdir -p "$corpus" "$found" "$folder/logs"
  : >"$log"
  began=$SECONDS
  executions=0
  # A finding ends the program: it goes on while there is time, up to a handful of findings.
  for _ in 1 2 3 4 5; do
    left=$((share - (SECONDS - began)))
    [ "$left" -gt 0 ] || break
    nice -n 15 "$program" --target="$target" -max_total_time="$left" -max_len=65536 -timeout=10 \
      -rss_limit_mb=2048 -report_slow_units=1 -print_final_stats=1 -dict="$dictionary" \
      -artifact_prefix="$found/" "$corpus" "$seeds" >"$log.part" 2>&1 || true
    cat "$log.part" >>"$log"
    ran=$(sed -n 's/^#\([0-9]*\)\t.*/\1/p' "$log.part" | tail -n 1)
    executions=$((executions + ${ran:-0}))
  done
  rm -f "$log.part"
  count=$(find "$found" -type f | wc -l)
  findings=$((findings + count))
  covered=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
  printf '%-20s %8d %12s %8s %9d %9d\n' "$target" $((SECONDS - began)) "$executions" \
    "${covered:--}" "$(find "$corpus" -type f | wc -l)" "$count"
done
if [ "$findings" -gt 0 ]; then
  echo "yieldscope: $findings findings in $folder/findings; their logs are in $folder/logs." >&2
  exit 1
fi
