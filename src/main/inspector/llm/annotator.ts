// Finds out model, tokens, cost and time to first token of ended exchanges, a little at a time while somebody looks.
import type { LlmView, Price } from '../../../shared/llm.ts'
import type { CapturedExchange, Findings } from '../captured.ts'
import { mayBeLlm } from './may-be-llm.ts'
import { type DecodeBody, readLlm } from './read-llm.ts'

/** Work of about `sliceMs` is done each `intervalMs`; after a longer piece the pause is longer in proportion. */
const sliceMs = 4
const intervalMs = 50

/** Exchanges that wait; the oldest are let go of. */
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
  /** For what ended while nobody looked, oldest first. */
  catchUp(exchanges: Iterable<CapturedExchange>): void
  stop(): void
}

export function createAnnotator(options: AnnotatorOptions): Annotator {
  const { onEnded, annotate, prices, decodeBody, isWanted } = options
  /** In the order of their arrival; by id, so that none waits twice. */
  const queue = new Map<string, CapturedExchange>()
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
    queue.set(exchange.id, exchange)
    if (queue.size > longestQueue) queue.delete(queue.keys().next().value as string)
  }

  const schedule = (delay: number) => {
    if (timer !== null || isWorking || isStopped || queue.size === 0) return
    timer = setTimeout(work, delay)
    timer.unref()
  }

  const work = async () => {
    timer = null
    isWorking = true
    const start = performance.now()
    for (const [id, exchange] of queue) {
      if (!isWanted()) queue.clear()
      if (isStopped || !queue.delete(id)) break
      try {
        if (await mayBeLlm(exchange)) await annotateNow(exchange)
      } catch {
        // A body that cannot be read, as when it was let go of meanwhile, leaves its exchange unknown.
      }
      if (performance.now() - start >= sliceMs) break
    }
    isWorking = false
    const spent = performance.now() - start
    schedule(Math.max(intervalMs, (spent * intervalMs) / sliceMs) - spent)
  }

  const end = onEnded((exchange) => {
    if (!isWanted()) return
    add(exchange)
    schedule(intervalMs)
  })

  return {
    annotateNow,
    catchUp(exchanges) {
      if (!isWanted()) return
      for (const exchange of exchanges) {
        const { state, model } = exchange.summary()
        if (state === 'ended' && model === null) add(exchange)
      }
      schedule(intervalMs)
    },
    stop() {
      isStopped = true
      end()
      queue.clear()
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

function findingsOf({ model, usage, cost, firstTokenMs }: LlmView): Findings {
  return { model, inputTokens: usage.input, outputTokens: usage.output, costUsd: cost.total, firstTokenMs }
}
