// The filter's text as the field shows it: finished tokens as chips, and what is still being written.
import { type Completion, type FilterToken, parseFilter } from '../../../shared/filter/filter.ts'

export interface FilterDraft {
  /** The texts of the finished tokens. */
  chips: readonly string[]
  /** What stands in the input behind them. */
  typed: string
}

const tokensOf = (text: string): FilterToken[] => parseFilter(text).tokens

export function textOf({ chips, typed }: FilterDraft): string {
  return [...chips, typed.trim()].filter((part) => part !== '').join(' ')
}

/** All of the text as chips. */
export function draftOf(text: string): FilterDraft {
  return { chips: tokensOf(text).map((token) => token.text), typed: '' }
}

/** After the user has typed: a term with a space behind it is finished, words go on. */
export function afterTyping({ chips }: FilterDraft, typed: string): FilterDraft {
  if (!/\s$/.test(typed)) return { chips, typed }
  const tokens = tokensOf(typed)
  const isFinished = (token: FilterToken) => token.kind === 'term' && !token.isUnclosed
  if (!tokens.some(isFinished)) return { chips, typed }
  const rest = tokens.filter((token) => !isFinished(token)).map((token) => token.text)
  return {
    chips: [...chips, ...tokens.filter(isFinished).map((token) => token.text)],
    typed: rest.length === 0 ? '' : `${rest.join(' ')} `,
  }
}

/** Enter: everything is finished, and an open quote is closed. */
export function finish(draft: FilterDraft): FilterDraft {
  const tokens = tokensOf(draft.typed)
  const texts = tokens.map((token) => (token.isUnclosed ? `${token.text}"` : token.text))
  return { chips: [...draft.chips, ...texts], typed: '' }
}

/** Takes a chip back into the input; what stood there is finished. */
export function edit(draft: FilterDraft, index: number): FilterDraft {
  const typed = draft.chips[index]
  if (typed === undefined) return draft
  const chips = draft.chips.filter((_chip, place) => place !== index)
  return { chips: finish({ chips, typed: draft.typed }).chips, typed }
}

export function remove(draft: FilterDraft, index: number): FilterDraft {
  return { ...draft, chips: draft.chips.filter((_chip, place) => place !== index) }
}

/** Puts a completion in; a term that has its value then is finished. */
export function accept(draft: FilterDraft, { insert, start, end }: Completion): FilterDraft {
  const typed = draft.typed.slice(0, start) + insert + draft.typed.slice(end)
  const last = tokensOf(typed).at(-1)
  const isWhole = last !== undefined && last.kind === 'term' && last.value !== '' && !last.problem
  return isWhole ? finish({ ...draft, typed }) : { ...draft, typed }
}
