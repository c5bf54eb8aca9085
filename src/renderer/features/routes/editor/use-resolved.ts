// The URL that main finds for a sample path; the answers to older questions are dropped.
import { useEffect, useState } from 'react'
import type { CallOutput } from '../../../../shared/contract.ts'
import type { RouteFields } from '../../../../shared/route.ts'
import { call } from '../../../api.ts'

type Resolved = CallOutput<'routes.resolve'>

/** Milliseconds that typing may rest. */
const delay = 100

/** null before the first answer. */
export function useResolved(fields: RouteFields, sample: string): Resolved | null {
  const [resolved, setResolved] = useState<Resolved | null>(null)
  const question = JSON.stringify({ fields, sample })

  useEffect(() => {
    let isOld = false
    const timer = setTimeout(() => {
      call('routes.resolve', JSON.parse(question)).then(
        (answer) => {
          if (!isOld) setResolved(answer)
        },
        () => {
          if (!isOld) setResolved({ url: null, reason: 'The URL could not be found out.' })
        },
      )
    }, delay)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [question])

  return resolved
}
