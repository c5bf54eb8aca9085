#!/usr/bin/env bash
# Starts E2E_EXECUTABLE and keeps a copy of all that it prints, from the first byte, in the file E2E_OUTPUT.
exec "$E2E_EXECUTABLE" "$@" > >(exec tee -a "$E2E_OUTPUT") 2> >(exec tee -a "$E2E_OUTPUT" >&2)
