// Writes the response's body to the client: in as few writes as its chunks allow, none of them late.
import type { ServerResponse } from 'node:http'

/**
 * What arrives in one turn of the event loop goes out in one write; nothing waits longer than that turn. Small
 * chunks are joined as a string, since Node writes one without allocating for it.
 */
export class ResponseWriter {
  readonly #response: ServerResponse
  readonly #onDrain: () => void
  /** Bytes as Latin-1 that have arrived in this turn and are not yet written. */
  #gathered = ''
  #isScheduled = false
  #isHeadWritten = false
  #isFull = false

  /** @param onDrain called when the client has caught up after a `write` that returned false. */
  constructor(response: ServerResponse, onDrain: () => void) {
    this.#response = response
    this.#onDrain = onDrain
  }

  /** The response's head is set: it goes out at the end of this turn, or with what arrives before. */
  begin(): void {
    this.#schedule()
  }

  /** False while the client is behind: `onDrain` says when to go on. */
  write(chunk: Buffer): boolean {
    if (this.#gathered.length + chunk.length > maximumGathered) this.flush()
    if (chunk.length > maximumGathered) {
      this.#isHeadWritten = true
      this.#note(this.#response.write(chunk))
    } else {
      this.#gathered += chunk.toString('latin1')
      if (!this.#isScheduled) {
        if (this.#isHeadWritten) this.flush()
        this.#schedule()
      }
    }
    return !this.#isFull
  }

  end(): void {
    const rest = this.#gathered
    this.#gathered = ''
    this.#isHeadWritten = true
    // As a string, Node joins it with the head.
    if (rest !== '') this.#response.end(rest, 'latin1')
    else this.#response.end()
  }

  /** Writes what has been gathered, and the head where that has not been. */
  flush(): void {
    const response = this.#response
    const text = this.#gathered
    this.#gathered = ''
    if (response.destroyed || response.writableEnded) return
    if (!this.#isHeadWritten) {
      this.#isHeadWritten = true
      // Not flushHeaders(): it writes the head as UTF-8, and a value's bytes above 0x7f as two each.
      this.#note(response.write(text, 'latin1'))
    } else if (text !== '') {
      // Node frames a chunk in four gathered writes. `socket` is null while an earlier response is on its way.
      if (response.chunkedEncoding && response.socket !== null)
        this.#note(response.socket.write(`${text.length.toString(16)}\r\n${text}\r\n`, 'latin1'))
      else this.#note(response.write(text, 'latin1'))
    }
  }

  #note(hasRoom: boolean): void {
    if (hasRoom || this.#isFull) return
    this.#isFull = true
    const { socket } = this.#response
    const caughtUp = () => {
      this.#isFull = false
      this.#onDrain()
    }
    if (socket !== null) socket.once('drain', caughtUp)
    else this.#response.once('drain', caughtUp)
  }

  #schedule(): void {
    this.#isScheduled = true
    process.nextTick(flushScheduled, this)
  }

  onTurnEnd(): void {
    this.#isScheduled = false
    this.flush()
  }
}

/** Up to this many bytes a string is cheaper to write than a buffer: Node does not allocate for it. */
const maximumGathered = 8192

function flushScheduled(writer: ResponseWriter): void {
  writer.onTurnEnd()
}
