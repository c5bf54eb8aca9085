// Takes the first way of an edit whose result reads as it must.
import { CallError } from '../../../shared/errors.ts'
import type { ReadYaml } from '../yaml-text.ts'
import { Uneditable } from './config-text.ts'

export type Way = () => string

/**
 * @param ways the one that leaves most of the text as it is first
 * @param isMeant whether a tree is what the edit must lead to
 * @throws CallError config_invalid where none does
 */
export function firstVerified(
  read: ReadYaml,
  ways: Iterable<Way>,
  isMeant: (tree: unknown) => boolean,
  refusal: string,
): string {
  for (const way of ways) {
    const edited = attempt(way)
    if (edited !== null && isMeant(read(edited).tree)) return edited
  }
  throw new CallError('config_invalid', refusal)
}

/** null where the way is not open for this text. */
export function attempt(way: Way): string | null {
  try {
    return way()
  } catch (error) {
    // Odd YAML can make edits meet.
    if (error instanceof Uneditable || error instanceof RangeError) return null
    throw error
  }
}
