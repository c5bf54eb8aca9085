// Finds out model, tokens, cost and time to first token of ended exchanges, a little at a time while somebody looks.
import type { LlmView, Price } from '../../../shared/llm.ts'
import type { CapturedExchange, Findings } from '../captured.ts'
import { mayBeLlm } from './may-be-llm.ts'
import { type DecodeBody, readLlm } from './read-llm.ts'

/** Work of about `sliceMs` is done each `intervalMs`; after a longer piece the pause is longer in proportion. */
const sliceMs = 4
const intervalMs = 50

/** Where more than so many end within an interval, nobody reads them all: forwarding comes first. */
const busyCount = 10
const busySliceMs = 0.25

/** Exchanges that wait, at least; the oldest are let go of. */
const longestQueue = 5000

export interface AnnotatorOptions {
  /** Tells of each exchange that has ended. Returns the function that ends the subscription. */
  onEnded(listener: (exchange: CapturedExchange) => void): () => void
  annotate(id: string, findings: Findings): void
  prices: () => readonly Price[]
  decodeBody: DecodeBody
  /** Whether somebody looks at the list now: else nothing is done. */
  isWanted: () => boolean
}

export interface Annotator {
  /** At once, whoever looks: for the one exchange that is opened. null where it is no call of a language model. */
  annotateNow(exchange: CapturedExchange): Promise<LlmView | null>
  /** For what ended while nobody looked: given oldest first. */
  catchUp(exchanges: Iterable<CapturedExchange>): void
  stop(): void
}

export function createAnnotator(options: AnnotatorOptions): Annotator {
  const { onEnded, annotate, prices, decodeBody, isWanted } = options
  /** In the order of their arrival; the newest are read first, for those are looked at. */
  let waiting: CapturedExchange[] = []
  let arrived = 0
  let timer: NodeJS.Timeout | null = null
  let isWorking = false
  let isStopped = false

  const annotateNow = async (exchange: CapturedExchange) => {
    const view = await readLlm(exchange, prices(), decodeBody)
    const findings = view && findingsOf(view)
    if (findings !== null && Object.values(findings).some((found) => found !== null)) annotate(exchange.id, findings)
    return view
  }

  const add = (exchange: CapturedExchange) => {
    waiting.push(exchange)
    if (waiting.length >= 2 * longestQueue) waiting = waiting.slice(-longestQueue)
  }

  const schedule = (delay: number) => {
    if (timer !== null || isWorking || isStopped || waiting.length === 0) return
    timer = setTimeout(work, delay)
    timer.unref()
  }

  const work = async () => {
    timer = null
    isWorking = true
    const budget = arrived > busyCount ? busySliceMs : sliceMs
    arrived = 0
    const start = performance.now()
    while (!isStopped) {
      if (!isWanted()) waiting = []
      const exchange = waiting.pop()
      if (exchange === undefined) break
      try {
        if (await mayBeLlm(exchange)) await annotateNow(exchange)
      } catch {
        // A body that cannot be read, as when it was let go of meanwhile, leaves its exchange unknown.
      }
      if (performance.now() - start >= budget) break
    }
    isWorking = false
    const spent = performance.now() - start
    schedule(Math.max(intervalMs, (spent * intervalMs) / budget) - spent)
  }

  const end = onEnded((exchange) => {
    if (!isWanted()) return
    arrived++
    add(exchange)
    schedule(intervalMs)
  })

  return {
    annotateNow,
    catchUp(exchanges) {
      if (!isWanted()) return
      // Begun anew, so that none waits twice.
      waiting = []
      for (const exchange of exchanges) {
        const { state, model } = exchange.summary()
        if (state === 'ended' && model === null) add(exchange)
      }
      schedule(intervalMs)
    },
    stop() {
      isStopped = true
      end()
      waiting = []
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

function findingsOf({ model, usage, cost, firstTokenMs }: LlmView): Findings {
  return { model, inputTokens: usage.input, outputTokens: usage.output, costUsd: cost.total, firstTokenMs }
}
