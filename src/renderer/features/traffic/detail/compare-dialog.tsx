// Compare: two exchanges side by side in their facts, their headers line by line, and their bodies.
import { useCallback, useMemo, useState } from 'react'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { formatBytes, formatClock } from '../../../../shared/format.ts'
import { call } from '../../../api.ts'
import { DiffLines } from '../../../diff-lines.tsx'
import { foldSame, lineDiff } from '../../../line-diff.ts'
import { Dialog, DialogBody } from '../../../ui/dialog.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { bodyKind, decodeText } from './body-kind.ts'
import type { Side } from './body-loader.ts'
import { compareFacts, compareHeaders } from './compare.ts'
import { FailedNote, Quiet, Section } from './detail-parts.tsx'
import styles from './dialogs.module.css'
import { HeaderDiffTable } from './header-diff-table.tsx'
import { prettyJson } from './pretty-json.ts'
import { useLiveQuery } from './use-live-query.ts'

/** Bytes of each body that are compared. */
const comparedBytes = 1_000_000

const sides = [
  { value: 'request', label: 'Request' },
  { value: 'response', label: 'Response' },
] as const

export function CompareDialog({ ids, onClose }: { ids: readonly [string, string] | null; onClose: () => void }) {
  const [shown, setShown] = useState(ids)
  if (ids !== null && ids !== shown) setShown(ids)
  return (
    <Dialog size="wide" open={ids !== null} title="Compare" onClose={onClose} onClosed={() => setShown(null)}>
      {shown && <Comparison key={shown.join(' ')} ids={shown} />}
    </Dialog>
  )
}

function Comparison({ ids: [one, other] }: { ids: readonly [string, string] }) {
  const get = useCallback(
    () => Promise.all([call('exchanges.detail', { id: one }), call('exchanges.detail', { id: other })]),
    [one, other],
  )
  const { answer, retry } = useLiveQuery(one, get, 500)
  const [side, setSide] = useState<Side>('response')
  if (answer.status !== 'ready')
    return (
      <DialogBody>
        {answer.status === 'loading' && <Skeleton />}
        {answer.status === 'gone' && <Quiet>One of the two is no longer kept.</Quiet>}
        {answer.status === 'failed' && <FailedNote message={answer.message} onRetry={retry} />}
      </DialogBody>
    )
  const [first, second] = answer.value
  const headers = (detail: ExchangeDetail) =>
    side === 'request' ? detail.client.headers : (detail.response?.headers ?? [])
  return (
    <div className={styles.compare}>
      <Facts first={first} second={second} />
      <Section title="Headers" note={<Segments label="Side" options={sides} value={side} onValueChange={setSide} />}>
        <HeaderDiffTable rows={compareHeaders(headers(first), headers(second))} route={null} from="First" to="Second" />
      </Section>
      <Section title="Body">
        <BodyComparison key={side} ids={[one, other]} side={side} details={[first, second]} />
      </Section>
    </div>
  )
}

function Facts({ first, second }: { first: ExchangeDetail; second: ExchangeDetail }) {
  const facts = compareFacts(first, second)
  const title = ({ summary }: ExchangeDetail) => `#${summary.sequence}, ${formatClock(summary.receivedAt)}`
  return (
    <div className={styles.facts}>
      <table className={styles.factTable} aria-label="Facts">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Fact</span>
            </th>
            <th scope="col">First {title(first)}</th>
            <th scope="col">Second {title(second)}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ name, values, differs }) => (
            <tr key={name} data-differs={differs ? '' : undefined}>
              <th scope="row">
                {name}
                {differs && <span className="visually-hidden">, differs</span>}
              </th>
              <td>{values[0]}</td>
              <td>{values[1]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface ComparedBody {
  /** null: not text. */
  lines: string[] | null
  length: number
  isCut: boolean
}

async function loadBody(id: string, side: Side, detail: ExchangeDetail): Promise<ComparedBody> {
  const info = side === 'request' ? detail.client.body : detail.response?.body
  if (!info || info.capturedBytes === 0) return { lines: [], length: 0, isCut: false }
  const part = await call('exchanges.body', { id, side, form: 'decoded', offset: 0, length: comparedBytes })
  const kind = bodyKind(info.mediaType, part.bytes)
  const { length } = part.bytes
  if (kind === 'binary' || kind === 'image') return { lines: null, length, isCut: !part.isEnd }
  const text = decodeText(part.bytes, part.charset)
  const shown = kind === 'json' ? (prettyJson(text, { isCut: !part.isEnd }) ?? text) : text
  return { lines: shown.split(/\r\n|\r|\n/), length, isCut: !part.isEnd }
}

interface BodyComparisonProps {
  ids: [string, string]
  side: Side
  details: [ExchangeDetail, ExchangeDetail]
}

function BodyComparison({ ids: [one, other], side, details }: BodyComparisonProps) {
  // The details come anew as an exchange goes on; the bodies are compared as they were when asked for.
  const [first, second] = useState(details)[0]
  const get = useCallback(
    () => Promise.all([loadBody(one, side, first), loadBody(other, side, second)]),
    [one, other, side, first, second],
  )
  const { answer, retry } = useLiveQuery(one, get, 60_000)
  const bodies = answer.value
  const parts = useMemo(() => {
    const [before, after] = bodies ?? []
    return before?.lines && after?.lines ? foldSame(lineDiff(before.lines, after.lines)) : null
  }, [bodies])
  if (answer.status === 'failed') return <FailedNote message={answer.message} onRetry={retry} />
  if (!bodies) return <Skeleton />
  const [before, after] = bodies
  if (before.length === 0 && after.length === 0) return <Quiet>Neither has a body.</Quiet>
  if (parts === null)
    return (
      <Quiet>
        Not text: {formatBytes(before.length)} and {formatBytes(after.length)}.
      </Quiet>
    )
  return (
    <>
      {(before.isCut || after.isCut) && <Quiet>The first {formatBytes(comparedBytes)} of each are compared.</Quiet>}
      {parts.some((part) => part.kind === 'line' && part.line.kind !== 'same') ? (
        <DiffLines label="Body differences" parts={parts} words={{ removed: 'First only', added: 'Second only' }} />
      ) : (
        <Quiet>The bodies are the same.</Quiet>
      )}
    </>
  )
}
