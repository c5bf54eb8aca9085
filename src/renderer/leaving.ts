// What would be lost with the page: what was just typed is sent to main when it asks, and what stays here is named.
import { useEffect, useEffectEvent } from 'react'
import { call, on } from './api.ts'
import { isBrowser } from './app-info.ts'

export interface Typing {
  /** Sends what waits to be sent, and resolves when main has it. */
  flush?(): Promise<unknown>
  /** What only the page has, in words that may stand behind "Discard" and never with a value; null: nothing. */
  draft?(): string | null
}

const held = new Set<Typing>()

/** Returns the function that says that there is nothing to be typed there any more. */
export function holdTyping(typing: Typing): () => void {
  held.add(typing)
  return () => {
    held.delete(typing)
  }
}

/** For a form: what it has when the window is about to go. */
export function useDraft(draft: () => string | null): void {
  const current = useEffectEvent(draft)
  useEffect(() => holdTyping({ draft: () => current() }), [])
}

/** For a field that is saved when it is left: so it is when the window goes while it is being typed in. */
export function useFlush(save: () => Promise<unknown>): void {
  const current = useEffectEvent(save)
  useEffect(() => holdTyping({ flush: () => current() }), [])
}

/** Resolves once main has all that can be sent. What fails is told where it is typed. */
export async function flushTyping(): Promise<void> {
  await Promise.allSettled([...held].map(({ flush }) => flush?.()))
}

function drafts(): string[] {
  const names = [...held].map(({ draft }) => draft?.() ?? null)
  return [...new Set(names.filter((name) => name !== null))]
}

const mostDrafts = 20
const longestDraft = 300

/** To be called before the page is loaded: from then on main relies on an answer. */
export function answerLeaving(): void {
  on('leave.asked', async ({ token }) => {
    await flushTyping()
    const named = drafts().map((name) => (name.length > longestDraft ? `${name.slice(0, longestDraft - 1)}…` : name))
    await call('leave.answer', { token, drafts: named.slice(0, mostDrafts) })
  })
  window.addEventListener('beforeunload', (event) => {
    void flushTyping()
    // The desktop's window has been asked about by then. A browser asks in its own words.
    if (isBrowser() && drafts().length > 0) event.preventDefault()
  })
}
