#!/usr/bin/env bash
# Installs what is missing, builds, and opens the window: app/run.sh [FILE…] [OPTION…]
# Without arguments it opens the main sample. Without a display it draws the same window into a PNG.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
caller_folder=$OLDPWD
source app/packages.sh

install_missing "${build_packages[@]}" "${window_packages[@]}" "${run_packages[@]}"
build_preset release yieldscope yieldscope_window
binary=$PWD/.build/release/app/yieldscope

sample=$PWD/traces/three_cities
if [ $# -eq 0 ]; then
  set -- "$sample/history.json" --orchestrator "$sample/orchestrator.py"
else
  cd "$caller_folder"
fi

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
  exec "$binary" open "$@"
fi

echo "yieldscope: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)."
echo "  Drawing the same window into a picture, under a private X server."
install_missing "${headless_packages[@]}"
work=$(mktemp -d)
picture=${TMPDIR:-/tmp}/yieldscope-window.png
Xvfb -displayfd 3 -screen 0 1920x1200x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do
  [ -s "$work/display" ] && break
  sleep 0.1
done
if [ ! -s "$work/display" ]; then
  echo "yieldscope: Xvfb did not start, so there is no picture." >&2
else
  DISPLAY=:$(cat "$work/display") "$binary" open "$@" --screenshot "$picture" --size 1600x1000
  echo "yieldscope: the window as a picture: $picture"
fi
echo
"$binary" replay "$@" --format staircase
