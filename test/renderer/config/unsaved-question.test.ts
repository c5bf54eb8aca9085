// Another file may be opened at once where everything is saved, and else as the user says.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mayLeaveFile, unsavedQuestion } from '../../../src/renderer/features/config/unsaved-question.ts'
import { routes } from '../../../src/renderer/features/routes/store.ts'
import type { RoutesState } from '../../../src/shared/route.ts'

const state = (isDirty: boolean): RoutesState => ({
  file: { path: '/config.yaml', name: 'config.yaml' },
  routes: [],
  problems: [],
  document: { isDirty, changedLines: isDirty ? 1 : 0, undo: null, redo: null, revision: 1, disk: 'same' },
  hasMasterKey: false,
  recent: [],
})

const asked = () => unsavedQuestion.getState().asked

describe('mayLeaveFile', () => {
  beforeEach(() => asked()?.answer(false))

  it('asks nothing where everything is saved', async () => {
    routes.set(state(false))
    expect(await mayLeaveFile()).toBe(true)
    expect(asked()).toBeNull()
  })

  it.each([true, false])('waits for the answer %s', async (answer) => {
    routes.set(state(true))
    const going = mayLeaveFile()
    await vi.waitFor(() => expect(asked()).not.toBeNull())
    asked()?.answer(answer)
    expect(await going).toBe(answer)
    expect(asked()).toBeNull()
  })

  it('takes a second question for a no to the first', async () => {
    routes.set(state(true))
    const first = mayLeaveFile()
    const second = mayLeaveFile()
    expect(await first).toBe(false)
    await vi.waitFor(() => expect(asked()).not.toBeNull())
    asked()?.answer(true)
    expect(await second).toBe(true)
  })
})
