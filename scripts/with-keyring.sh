#!/usr/bin/env bash
# Runs a command on a session bus of its own with an unlocked GNOME keyring: with-keyring.sh COMMAND [ARG ...]
# With KEYRING_LOCKED=1 the keyring that an earlier call has made stays locked, and nobody is there to unlock it.
#
# Electron started in it with --password-store=gnome-libsecret has a real keychain. The keyring lies in
# XDG_DATA_HOME: the same folder keeps it from one call to the next; without one it is gone at the end.
set -euo pipefail

if [[ ${1-} != --on-the-bus ]]; then
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  export XDG_DATA_HOME=${XDG_DATA_HOME:-$scratch/data} KEYRING_CONTROL=$scratch/control
  mkdir -m 700 "$KEYRING_CONTROL"
  dbus-run-session -- "$BASH" "${BASH_SOURCE[0]}" --on-the-bus "$@" 2> >(grep --line-buffered -v '^dbus-daemon\[' >&2)
  exit
fi
shift

# The daemon reads the password up to the end of its input, then stays until the command has ended.
unlock=(--unlock)
if [[ ${KEYRING_LOCKED-} == 1 ]]; then unlock=(); fi
gnome-keyring-daemon --foreground "${unlock[@]}" --components=secrets --control-directory="$KEYRING_CONTROL" \
  < <(printf end-to-end) >/dev/null 2>&1 &
daemon=$!
trap 'kill "$daemon" 2>/dev/null; wait "$daemon" 2>/dev/null || true' EXIT

# Whoever asks before it is on the bus would make the bus start a second, locked one.
is_ready() {
  dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus \
    org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q 'boolean true'
}
for _ in {1..100}; do
  if is_ready; then break; fi
  sleep 0.1
done
is_ready || { echo "with-keyring.sh: the keyring did not start" >&2; exit 1; }

"$@"
