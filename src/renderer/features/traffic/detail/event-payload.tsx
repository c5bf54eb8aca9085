// The whole payload of the chosen event, JSON laid out.

import { Copy } from 'lucide-react'
import { useCallback } from 'react'
import type { StreamMessage } from '../../../../shared/exchange-detail.ts'
import { formatDuration } from '../../../../shared/format.ts'
import { call } from '../../../api.ts'
import { CodeView } from '../../../ui/code-view.tsx'
import { CodeViewJson } from '../../../ui/code-view-json.tsx'
import { hexRow, hexRowCount } from '../../../ui/hex-view-rows.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { FailedNote, Quiet } from './detail-parts.tsx'
import styles from './event-payload.module.css'
import { copyText } from './headers-table.tsx'
import { prettyJson } from './pretty-json.ts'
import { useLiveQuery } from './use-live-query.ts'

/** Characters; longer texts go into the editor, which draws only what is in sight. */
const longestPlain = 20_000
const longestHex = 4096

export function EventPayload({ id, message }: { id: string; message: StreamMessage }) {
  const { index, type, atMs } = message
  const get = useCallback(async () => payloadText(await call('exchanges.message', { id, index })), [id, index])
  // An event that has come does not change.
  const { answer, retry } = useLiveQuery(id, get, 60_000)
  const payload = answer.value
  return (
    <section className={styles.payload} aria-label={`Event ${index + 1}`}>
      <div className={styles.payloadHead}>
        <b className={styles.payloadNumber}>#{index + 1}</b>
        <span className="mono ellipsis">{type}</span>
        {atMs !== null && <span className={styles.dim}>at {formatDuration(atMs)}</span>}
        <span className="grow" />
        <IconButton
          icon={Copy}
          size="small"
          label="Copy event"
          disabled={payload === null}
          onClick={() => payload && copyText(payload.source, `event ${index + 1}`)}
        />
      </div>
      <div className={styles.payloadBody}>
        {answer.status === 'failed' && <FailedNote message={answer.message} onRetry={retry} />}
        {answer.status === 'gone' && <Quiet>The exchange is no longer kept.</Quiet>}
        {payload?.source === '' && <Quiet>Nothing in it.</Quiet>}
        {payload && payload.source !== '' && payload.shown.length <= longestPlain && (
          <CodeViewJson text={payload.shown} label="Payload" />
        )}
        {payload && payload.shown.length > longestPlain && (
          <CodeView text={payload.shown} language={payload.isJson ? 'json' : 'text'} label="Payload" />
        )}
      </div>
    </section>
  )
}

interface Payload {
  source: string
  shown: string
  isJson: boolean
}

function payloadText({ bytes, isText }: { bytes: Uint8Array; isText: boolean }): Payload {
  if (!isText) {
    const start = bytes.subarray(0, longestHex)
    const rows = Array.from({ length: hexRowCount(start.length, 8) }, (_, index) => {
      const { offset, hex, ascii } = hexRow(start.subarray(index * 8, index * 8 + 8), index * 8, 8)
      return `${offset}  ${hex}  ${ascii}`
    })
    const text = rows.join('\n')
    return { source: text, shown: text, isJson: false }
  }
  const source = new TextDecoder().decode(bytes)
  const pretty = /^\s*[[{]/.test(source) ? prettyJson(source) : null
  return { source, shown: pretty ?? source, isJson: pretty !== null }
}
