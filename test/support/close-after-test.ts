// Ties what a test opened to the test's end, so that a failed test leaves nothing open.
import { onTestFinished } from 'vitest'

/** Closes it when the running test is over, last opened first. */
export function closeAfterTest<Opened extends { close(): Promise<void> }>(opened: Opened): Opened {
  onTestFinished(() => opened.close())
  return opened
}
