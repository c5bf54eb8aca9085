// Waits for the signal that stops a command.

/** The first SIGINT or SIGTERM; a second one ends the process at once, with the signal's usual exit code. */
export function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false
    const stop = (signal: NodeJS.Signals) => {
      if (isStopping) process.exit(signal === 'SIGINT' ? 130 : 143)
      isStopping = true
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      // conf's writer listens too, and would send the signal once more, which would not let anything end.
      process.removeAllListeners(signal)
      process.on(signal, stop)
    }
  })
}
