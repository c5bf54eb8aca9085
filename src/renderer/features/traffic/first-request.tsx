// What the traffic page shows before the first request: ways to begin, and code that makes a request.
import { useLive } from '../../live-value.ts'
import { routes } from '../routes/store.ts'
import { isFirstRun } from './example-route.ts'
import styles from './first-request.module.css'
import { RequestCode } from './request-code.tsx'
import { Starts } from './starts.tsx'

interface FirstRequestProps {
  url: string
  /** false: there was traffic and it was cleared. */
  isFirst: boolean
}

export function FirstRequest({ url, isFirst }: FirstRequestProps) {
  const list = useLive(routes).value?.routes
  return (
    <div className={styles.place}>
      <div className={styles.box}>
        {isFirst && list && isFirstRun(list) && <Starts url={url} list={list} />}
        <RequestCode url={url} list={list ?? []} title={isFirst ? 'Waiting for the first request' : 'No traffic yet'} />
      </div>
    </div>
  )
}
