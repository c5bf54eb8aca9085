// Calls that pause and resume the recorder.
import type { CallHandlers } from '../../shared/contract.ts'
import type { Services } from './services.ts'

export function recordingHandlers({
  recorder,
}: Pick<Services, 'recorder'>): Pick<CallHandlers, 'recording.get' | 'recording.setPaused'> {
  return {
    'recording.get': () => recorder.state,
    'recording.setPaused': ({ isPaused }) => {
      recorder.setPaused(isPaused)
      return recorder.state
    },
  }
}
