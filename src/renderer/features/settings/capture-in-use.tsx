// How much the recorder holds at this moment, beside what it may hold.
import { TriangleAlert } from 'lucide-react'
import { formatBytes, formatCount } from '../../../shared/format.ts'
import type { CaptureLimits, RecordingState } from '../../../shared/recording.ts'
import { Icon } from '../../ui/icon.tsx'
import { Quantity } from '../../ui/quantity.tsx'
import { writeBytes } from './quantity-text.ts'
import styles from './settings-page.module.css'

const problems = {
  'disk-full': 'The disk has no room: bodies are not kept.',
  behind: 'Bodies come faster than they can be written: some are not kept.',
} as const

export function CaptureInUse({ state, limits }: { state: RecordingState; limits: CaptureLimits }) {
  const facts = [
    {
      name: 'Exchanges',
      amount: formatCount(state.exchanges),
      rest: `of ${formatCount(limits.exchanges)}, ${formatCount(state.pinned)} pinned`,
    },
    { name: 'Bodies in memory', amount: formatBytes(state.memoryBytes), rest: '' },
    { name: 'Bodies on disk', amount: formatBytes(state.diskBytes), rest: '' },
    {
      name: 'All bodies',
      amount: formatBytes(state.memoryBytes + state.diskBytes),
      rest: `of ${writeBytes(limits.bytesInAll)}`,
    },
  ]
  return (
    <>
      <dl className={styles.inUse} aria-label="In use now">
        {facts.map(({ name, amount, rest }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>
              <b>
                <Quantity text={amount} />
              </b>{' '}
              {rest}
            </dd>
          </div>
        ))}
      </dl>
      {state.problem !== null && (
        <p className={styles.warning} role="alert">
          <Icon of={TriangleAlert} size={14} />
          {problems[state.problem]}
        </p>
      )}
    </>
  )
}
