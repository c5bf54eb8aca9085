// Lets steps wait for one another: each begins when the one before has ended, well or not.

export interface Turns {
  <Value>(step: () => Promise<Value>): Promise<Value>
  /** Resolves when every step until now has ended. */
  ended(): Promise<void>
}

export function createTurns(): Turns {
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(step: () => Promise<Value>): Promise<Value> => {
    const result = queue.then(step)
    queue = result.catch(() => undefined)
    return result
  }
  return Object.assign(inTurn, {
    async ended() {
      await queue
    },
  })
}
