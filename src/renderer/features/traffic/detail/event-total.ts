// How many events a stream has had so far, for the count on its tab.
import { useCallback } from 'react'
import { call } from '../../../api.ts'
import { useLiveQuery } from './use-live-query.ts'

/** null: there is no stream, or it is not known yet. */
export function useEventTotal(id: string | null): number | null {
  // The least that can be asked for; the total comes with it.
  const get = useCallback(
    async () => (id === null ? null : (await call('exchanges.messages', { id, from: 0, count: 1 })).total),
    [id],
  )
  return useLiveQuery(id ?? '', get, 250).answer.value
}
