// The limits of what is captured: how each is called, and what a typed text means within the schema's range.
import { formatCount } from '../../../shared/format.ts'
import { type CaptureLimits, captureLimitsSchema } from '../../../shared/recording.ts'
import { type Reading, readBytes, readCount, said, unsaid, writeBytes } from './quantity-text.ts'

export type LimitName = Exclude<keyof CaptureLimits, 'keepsClientCredentials'>

export const defaultLimits: CaptureLimits = captureLimitsSchema.parse({})

interface Limit {
  name: LimitName
  label: string
  help: string
}

export const limits: readonly Limit[] = [
  {
    name: 'exchanges',
    label: 'Exchanges kept',
    help: 'The oldest goes first; pinned ones stay. A lower number lets go of the rest at once.',
  },
  {
    name: 'memoryBytesPerBody',
    label: 'In memory, of each body',
    help: 'What is longer goes to a file that is gone when Throughline quits.',
  },
  {
    name: 'bytesPerBody',
    label: 'Kept of each body',
    help: 'The client still receives all of a longer one.',
  },
  {
    name: 'bytesInAll',
    label: 'Kept of all bodies',
    help: 'In memory and on disk together. The bodies of the oldest exchanges go first.',
  },
]

const isSize = (name: LimitName) => name !== 'exchanges'

export function writeLimit(name: LimitName, value: number): string {
  return isSize(name) ? writeBytes(value) : formatCount(value)
}

/** `10 to 100,000` */
export function rangeOf(name: LimitName): string {
  const { minValue, maxValue } = captureLimitsSchema.shape[name].unwrap()
  return `${writeLimit(name, minValue ?? 0)} to ${writeLimit(name, maxValue ?? Number.MAX_SAFE_INTEGER)}`
}

export function readLimit(name: LimitName, text: string): Reading<number> {
  const reading = isSize(name) ? readBytes(text) : readCount(text)
  if (reading.value === null) return reading
  const isInRange = captureLimitsSchema.shape[name].safeParse(reading.value).success
  return isInRange ? said(reading.value) : unsaid(`Use ${rangeOf(name)}.`)
}

export function areDefaults(current: CaptureLimits): boolean {
  return (Object.keys(defaultLimits) as (keyof CaptureLimits)[]).every((name) => current[name] === defaultLimits[name])
}
