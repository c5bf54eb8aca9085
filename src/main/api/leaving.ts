// Asks before what the user typed is lost: with the app, with its window, or with the file that is open.
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { CallHandlers } from '../../shared/contract.ts'
import { CallError } from '../../shared/errors.ts'
import { formatPlural } from '../../shared/format.ts'
import type { ConfigDocument } from '../config/config-document.ts'
import type { Publish } from './publish-events.ts'
import type { LeavingService, Services } from './services.ts'

/** How the user is asked: in the system's own dialogs. */
export interface LeaveQuestions {
  askToSave(name: string, changedLines: number): Promise<'save' | 'discard' | 'cancel'>
  /** Whether what only the window has may be lost. `drafts`: such as `the price gpt-5*`. */
  askToDiscard(drafts: readonly string[]): Promise<boolean>
  /** Where there is no page to tell it. */
  tellNotSaved(name: string, message: string): Promise<void>
}

export interface LeavingOptions {
  config: Pick<ConfigDocument, 'path' | 'state' | 'save'>
  questions: LeaveQuestions
  publish: Publish
  /** Whether a page is there that hears events. */
  hasPage(): boolean
  /** Milliseconds that the page may take to answer: one that hangs must not hold the user. */
  patience?: number
}

export interface Leaving extends LeavingService {
  /** Whether the window may go, while main and the document stay. */
  mayCloseWindow(): Promise<boolean>
  /** Whether all may go. */
  mayQuit(): Promise<boolean>
  /** What would be lost now in main, in words; null: nothing. */
  describeUnsaved(): string | null
}

export function createLeaving({ config, questions, publish, hasPage, patience = 3000 }: LeavingOptions): Leaving {
  let isAsking = false
  let waiting: { token: string; take: (drafts: readonly string[]) => void } | null = null

  /** Nobody can answer two questions at once: the second one is a no. */
  const alone = async (ask: () => Promise<boolean>): Promise<boolean> => {
    if (isAsking) return false
    isAsking = true
    try {
      return await ask()
    } finally {
      isAsking = false
    }
  }

  /** What was just typed in the page comes to main; answers what cannot. */
  const askPage = (): Promise<readonly string[]> => {
    if (!hasPage()) return Promise.resolve([])
    return new Promise((resolve) => {
      const token = randomUUID()
      const take = (drafts: readonly string[]) => {
        clearTimeout(timer)
        waiting = null
        resolve(drafts)
      }
      const timer = setTimeout(() => take([]), patience)
      waiting = { token, take }
      publish('leave.asked', { token })
    })
  }

  const settleDrafts = async (): Promise<boolean> => {
    const drafts = await askPage()
    return drafts.length === 0 || questions.askToDiscard(drafts)
  }

  const settleFile = async (): Promise<boolean> => {
    const { isDirty, changedLines } = config.state
    if (!isDirty) return true
    const name = basename(config.path)
    const answer = await questions.askToSave(name, changedLines)
    if (answer !== 'save') return answer === 'discard'
    try {
      await config.save(false)
      return true
    } catch (error) {
      const { code, message } = error instanceof CallError ? error : new CallError('internal')
      if (hasPage()) publish('leave.notSaved', { code, message })
      else await questions.tellNotSaved(name, message)
      return false
    }
  }

  return {
    mayLeaveFile: () =>
      alone(async () => {
        await askPage()
        return settleFile()
      }),
    mayCloseWindow: () => alone(settleDrafts),
    mayQuit: () => alone(async () => (await settleDrafts()) && settleFile()),
    describeUnsaved() {
      const { isDirty, changedLines } = config.state
      const lines = formatPlural(changedLines, 'changed line of', 'changed lines of')
      return isDirty ? `${lines} ${config.path} not saved` : null
    },
    answerPage(token, drafts) {
      if (waiting?.token === token) waiting.take(drafts)
    },
  }
}

/** For a host that cannot ask: what is unsaved is kept, and another file is not opened. */
export function refuseUnsaved(config: LeavingOptions['config']): LeavingService {
  return {
    async mayLeaveFile() {
      if (!config.state.isDirty) return true
      throw new CallError(
        'conflict',
        `${basename(config.path)} has changes that are not saved. Save or revert them first.`,
      )
    },
    answerPage() {},
  }
}

export function leavingHandlers({ leaving }: Pick<Services, 'leaving'>): Pick<CallHandlers, 'leave.answer'> {
  return {
    'leave.answer': ({ token, drafts }) => {
      leaving.answerPage(token, drafts)
      return undefined
    },
  }
}
