// The price that is being edited: kept until it is saved or discarded, wherever the user goes meanwhile.
import { createStore } from 'zustand/vanilla'
import type { Price } from '../../../shared/llm.ts'
import { holdTyping } from '../../leaving.ts'
import { showToast } from '../../ui/toast.tsx'
import { draftOf, emptyDraft, type PriceDraft, type PriceFieldName, priceFieldNames } from './price-draft.ts'

export interface OpenPrice {
  /** null: a new one. */
  original: Price | null
  /** What the form began with. */
  initial: PriceDraft
  draft: PriceDraft
}

export const openPrice = createStore<{ open: OpenPrice | null }>(() => ({ open: null }))

export function isDirty(open: OpenPrice | null): boolean {
  return open !== null && priceFieldNames.some((name) => open.draft[name] !== open.initial[name])
}

const nameOf = ({ original, draft }: OpenPrice) => original?.pattern ?? draft.pattern

holdTyping({
  draft() {
    const { open } = openPrice.getState()
    if (open === null || !isDirty(open)) return null
    return nameOf(open) === '' ? 'the new price' : `the price ${nameOf(open)}`
  },
})

/** Today as 2026-11-23, where the user is. */
function today(): string {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** null: a new one. Another that is open is discarded, which can be undone. */
export function editPrice(original: Price | null): void {
  discardPrice()
  const initial = original ? draftOf(original) : emptyDraft(today())
  openPrice.setState({ open: { original, initial, draft: initial } })
}

export function typePrice(name: PriceFieldName, text: string): void {
  openPrice.setState(({ open }) => ({ open: open && { ...open, draft: { ...open.draft, [name]: text } } }))
}

/** It has been saved: nothing is lost. */
export function closePrice(): void {
  openPrice.setState({ open: null })
}

/** What was typed comes back by Undo. */
export function discardPrice(): void {
  const { open } = openPrice.getState()
  openPrice.setState({ open: null })
  if (open === null || !isDirty(open)) return
  const name = nameOf(open) || 'the new price'
  showToast({
    title: `Discarded the changes to ${name}.`,
    action: { label: 'Undo', run: () => reopen(open) },
  })
}

function reopen(open: OpenPrice): void {
  discardPrice()
  openPrice.setState({ open })
}
