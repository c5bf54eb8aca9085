// Whether the dialog that moves credentials out of config.yaml is open: other pages open it too.
import { createStore } from 'zustand/vanilla'

export const secretsDialogs = createStore<{ isMoving: boolean }>(() => ({ isMoving: false }))

/** Offers to move the credentials that stand in config.yaml into the keychain. */
export function openMoveLiterals(): void {
  secretsDialogs.setState({ isMoving: true })
}

export function closeMoveLiterals(): void {
  secretsDialogs.setState({ isMoving: false })
}
