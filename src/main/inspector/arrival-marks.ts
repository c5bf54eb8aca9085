// When the bytes of a stream arrived, as two plain lists of numbers.
import type { ArrivalMark } from './captured.ts'

export class ArrivalMarks {
  readonly #offsets: number[] = []
  readonly #times: number[] = []
  /** As they are asked for, made when somebody asks. */
  readonly #marks: ArrivalMark[] = []

  /**
   * Called before a chunk is added to the body. What comes with the one before needs no mark of its own.
   * @param startedAt performance.now() when the request had arrived
   */
  note(body: { readonly length: number; readonly gap: unknown }, startedAt: number): void {
    if (body.gap !== null) return
    const at = performance.now() - startedAt
    const last = this.#times.at(-1)
    if (last !== undefined && at - last < leastGap) return
    this.#offsets.push(body.length)
    this.#times.push(at)
  }

  /** All marks so far; the same list each time, which grows. */
  list(): readonly ArrivalMark[] {
    for (let i = this.#marks.length; i < this.#offsets.length; i++) {
      this.#marks.push({ offset: this.#offsets[i] as number, atMs: this.#times[i] as number })
    }
    return this.#marks
  }
}

/** Milliseconds. */
const leastGap = 0.1
