// How the user likes to read messages; it stays as the selection moves.
import { createStore } from 'zustand/vanilla'

interface MessageView {
  text: 'rendered' | 'plain'
  isPromptOpen: boolean
  /** How the user left the thinking of an answer that was complete. */
  isThinkingOpen: boolean
}

export const messageView = createStore<MessageView>(() => ({
  text: 'rendered',
  isPromptOpen: false,
  isThinkingOpen: true,
}))
