// Asks what becomes of unsaved changes before another file takes the place of this one.
import { createStore } from 'zustand/vanilla'
import { routes } from '../routes/store.ts'
import { flushYaml } from '../routes/yaml/yaml-document.ts'

interface Question {
  /** Is given whether to go on. */
  answer(mayGoOn: boolean): void
}

export const unsavedQuestion = createStore<{ asked: Question | null }>(() => ({ asked: null }))

/** Resolves to whether to go on: at once where everything is saved, else as the user says. */
export async function mayLeaveFile(): Promise<boolean> {
  await flushYaml()
  if (!routes.store.getState().value?.document.isDirty) return true
  unsavedQuestion.getState().asked?.answer(false)
  return new Promise((resolve) => {
    unsavedQuestion.setState({
      asked: {
        answer(mayGoOn) {
          unsavedQuestion.setState({ asked: null })
          resolve(mayGoOn)
        },
      },
    })
  })
}
