// Calls about leaving: what a page has that would be lost with it.
import { z } from 'zod'
import { nothing } from './parts.ts'

export const leaveCalls = {
  /**
   * The answer to the event `leave.asked`: what was typed has reached main, and `drafts` names what cannot, such as
   * `the price gpt-5*`, in words that may stand behind "Discard". Never with a value.
   */
  'leave.answer': {
    input: z.strictObject({ token: z.string().max(100), drafts: z.array(z.string().min(1).max(300)).max(20) }),
    output: nothing,
  },
} as const
