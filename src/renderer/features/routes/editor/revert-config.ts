// Takes the document back to the file as it was saved last, with the way back.
import { call } from '../../../api.ts'
import { attempt } from '../../../attempt.ts'
import { offerUndo } from '../../config/file-actions.ts'
import { routes } from '../store.ts'

export function revertConfig(fileName: string): Promise<boolean> {
  return attempt(async () => {
    const state = await call('config.revert')
    routes.set(state)
    offerUndo(`${fileName} is as it was saved last.`, state)
  })
}
