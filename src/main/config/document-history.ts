// The steps that led to a text, for undo and redo.

export interface Step {
  /** What it did, such as `Move /v1/rerank`. */
  label: string
  /** Steps of the same kind in a row are one; null stands alone. */
  kind: string | null
  before: string
  after: string
  /** It was written to the file at once, and so is what takes it back. */
  isSaved: boolean
}

/** Where a step back or forth leads to. */
export interface NextText {
  text: string
  isSaved: boolean
}

export interface DocumentHistory {
  /** What undo and redo would take back or do again; null where there is nothing. */
  readonly undoLabel: string | null
  readonly redoLabel: string | null
  /** Which step undo would take back: a number of its own, never given twice. */
  readonly undoStep: number | null
  /** Answers the step's number; null where it ended as it began, with what it joined. */
  add(step: Step): number | null
  /** What comes next begins a step of its own. */
  endStep(): void
  /** The text before the last step, or after the next one; null where there is none. */
  peekUndo(): NextText | null
  peekRedo(): NextText | null
  /** Moves one step back or forth. */
  undo(): void
  redo(): void
  clear(): void
}

interface NumberedStep extends Step {
  number: number
}

export function createDocumentHistory(): DocumentHistory {
  let done: NumberedStep[] = []
  let undone: NumberedStep[] = []
  let isOpen = false
  let lastNumber = 0

  const joins = (last: NumberedStep | undefined, step: Step): last is NumberedStep =>
    isOpen && step.kind !== null && last?.kind === step.kind && last.after === step.before

  return {
    get undoLabel() {
      return done.at(-1)?.label ?? null
    },
    get redoLabel() {
      return undone.at(-1)?.label ?? null
    },
    get undoStep() {
      return done.at(-1)?.number ?? null
    },
    add(step) {
      const last = done.at(-1)
      const joined = joins(last, step) ? last : null
      undone = []
      isOpen = true
      if (joined === null) {
        lastNumber += 1
        done.push({ ...step, number: lastNumber })
        if (done.length > mostSteps) done.shift()
        return lastNumber
      }
      joined.after = step.after
      if (joined.before !== joined.after) return joined.number
      done.pop()
      return null
    },
    endStep() {
      isOpen = false
    },
    peekUndo() {
      const step = done.at(-1)
      return step ? { text: step.before, isSaved: step.isSaved } : null
    },
    peekRedo() {
      const step = undone.at(-1)
      return step ? { text: step.after, isSaved: step.isSaved } : null
    },
    undo() {
      isOpen = false
      const step = done.pop()
      if (step) undone.push(step)
    },
    redo() {
      isOpen = false
      const step = undone.pop()
      if (step) done.push(step)
    },
    clear() {
      done = []
      undone = []
    },
  }
}

/** Each holds the text twice. */
const mostSteps = 200
