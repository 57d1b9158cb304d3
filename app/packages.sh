# Package lists and their installer, sourced by app/run.sh and tests/run.sh.
# Debian 12 or newer, or a derivative with the same package names.

build_packages=(ca-certificates cmake ninja-build g++ ccache pkg-config
  nlohmann-json3-dev libsimdjson-dev libfmt-dev libcli11-dev zlib1g-dev uuid-dev libre2-dev nettle-dev)
window_packages=(libimgui-dev libstb-dev libglfw3-dev libgl-dev python3-glad
  libgl1 libgl1-mesa-dri fonts-inter fonts-jetbrains-mono fonts-noto-cjk)
run_packages=(python3)
headless_packages=(xvfb)
test_packages=(libgtest-dev libgmock-dev googletest libbenchmark-dev xvfb xdotool)
fuzz_packages=(clang-19 libclang-rt-19-dev llvm-19)

is_installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# install_missing PACKAGE…: installs what is not there and says what; nothing else is touched.
install_missing() {
  local package missing=() root=()
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "yieldscope: this script installs Debian packages with apt, which is not on this machine." >&2
    echo "  Install by hand what these packages hold, then run cmake --preset release: $*" >&2
    return 1
  fi
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "yieldscope: these packages are missing and need root to install: ${missing[*]}" >&2
      echo "  Run as root: apt-get install ${missing[*]}" >&2
      return 1
    fi
    root=(sudo)
  fi
  echo "yieldscope: installing ${missing[*]}"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null || true
  if ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
      "${missing[@]}" >/tmp/yieldscope-apt.$$ 2>&1; then
    tail -n 20 /tmp/yieldscope-apt.$$ >&2
    rm -f /tmp/yieldscope-apt.$$
    echo "yieldscope: apt could not install: ${missing[*]}" >&2
    return 1
  fi
  rm -f /tmp/yieldscope-apt.$$
}

# build_preset NAME [TARGET…]: configures once, then rebuilds only what changed.
build_preset() {
  local preset=$1
  shift
  if [ ! -f ".build/$preset/build.ninja" ]; then
    cmake --preset "$preset" >/tmp/yieldscope-cmake.$$ 2>&1 ||
      { cat /tmp/yieldscope-cmake.$$ >&2; rm -f /tmp/yieldscope-cmake.$$; return 1; }
    rm -f /tmp/yieldscope-cmake.$$
  fi
  local targets=()
  [ $# -gt 0 ] && targets=(--target "$@")
  cmake --build ".build/$preset" --parallel "$(nproc)" "${targets[@]}"
}
