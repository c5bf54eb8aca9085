// Runs an action of the user; what goes wrong is told in a toast.
import { messageOf } from './api.ts'
import { showToast } from './ui/toast.tsx'

/** Resolves to whether it went well; never rejects. */
export async function attempt(action: () => Promise<void>): Promise<boolean> {
  try {
    await action()
    return true
  } catch (error) {
    showToast({ title: messageOf(error), kind: 'danger' })
    return false
  }
}
