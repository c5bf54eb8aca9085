// Says in a sentence why a body was not kept whole.
import type { BodyInfo, CaptureGap } from '../../shared/exchange-detail.ts'
import { roundBytes } from './decode.ts'

const reasons: Record<CaptureGap, string> = {
  limit: 'more than that is not kept of one body',
  'disk-full': 'there was no room left on the disk',
  behind: 'it came faster than it could be written',
  paused: 'recording was paused',
  evicted: 'the rest was let go to make room for newer ones',
}

/** null where all of it was kept. */
export function gapProblem({ wireBytes, capturedBytes, gap }: BodyInfo): string | null {
  if (gap === null) return null
  const kept = capturedBytes === 0 ? 'None' : `Only the first ${roundBytes(capturedBytes)}`
  const reason = capturedBytes === 0 && gap === 'evicted' ? 'it was let go to make room for newer ones' : reasons[gap]
  return `${kept} of ${roundBytes(wireBytes)} ${capturedBytes === 0 ? 'was' : 'were'} kept: ${reason}.`
}
