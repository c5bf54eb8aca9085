// Raw: head and body as they were captured, as text where they are text and as hex.
import { useState } from 'react'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { formatBytes } from '../../../../shared/format.ts'
import { classNames } from '../../../ui/class-names.ts'
import blockStyles from '../../../ui/code-block.module.css'
import { Segments } from '../../../ui/segments.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { isPrintable } from './body-kind.ts'
import { firstBytes, type Side } from './body-loader.ts'
import styles from './body-viewer.module.css'
import { Rest, SaveButton, TextBody } from './body-viewer.tsx'
import { FailedNote, Note, Quiet, Scroll, Section } from './detail-parts.tsx'
import { HexBody } from './hex-body.tsx'
import { requestHead, responseHead } from './raw-head.ts'
import { useBody } from './use-body.ts'

const sides = [
  { value: 'request', label: 'Request' },
  { value: 'response', label: 'Response' },
] as const

const views = [
  { value: 'text', label: 'Text' },
  { value: 'hex', label: 'Hex' },
] as const

export function RawTab({ detail }: { detail: ExchangeDetail }) {
  const [chosen, setSide] = useState<Side>('response')
  const side = detail.response === null ? 'request' : chosen
  const head = side === 'request' ? requestHead(detail) : responseHead(detail)
  const headers = side === 'request' ? detail.client.headers : (detail.response?.headers ?? [])
  return (
    <Scroll>
      <Section
        title="Head"
        note={
          <Segments
            label="Side"
            options={sides.map((option) => ({
              ...option,
              disabled: option.value === 'response' && detail.response === null,
            }))}
            value={side}
            onValueChange={setSide}
          />
        }
      >
        {headers.some(({ isMasked }) => isMasked) && (
          <Note kind="info">Credentials are masked; they were not kept.</Note>
        )}
        <pre className={classNames(blockStyles.box, styles.rawHead)}>{head}</pre>
      </Section>
      <RawBody key={side} detail={detail} side={side} />
    </Scroll>
  )
}

function RawBody({ detail, side }: { detail: ExchangeDetail; side: Side }) {
  const info = side === 'request' ? detail.client.body : detail.response?.body
  if (!info || info.capturedBytes === 0)
    return (
      <Section title="Body">
        <Quiet>{info && info.wireBytes > 0 ? 'The body was not kept.' : 'No body.'}</Quiet>
      </Section>
    )
  return <CapturedBody id={detail.summary.id} side={side} length={info.capturedBytes} />
}

function CapturedBody({ id, side, length }: { id: string; side: Side; length: number }) {
  const [chosen, setView] = useState<'text' | 'hex' | null>(null)
  const { answer, loading, loadAll, retry } = useBody(id, side, 'captured', Math.min(length, firstBytes))
  const body = answer.value
  const isText = body !== null && isPrintable(body.bytes)
  const view = chosen ?? (isText ? 'text' : 'hex')
  return (
    <Section
      title={`Body, ${formatBytes(length)}`}
      note={
        <>
          <Segments
            label="Raw view"
            options={views.map((option) => ({ ...option, disabled: option.value === 'text' && !isText }))}
            value={view}
            onValueChange={setView}
          />
          <SaveButton id={id} side={side} form="captured" />
        </>
      }
    >
      {body?.problems.map((problem) => (
        <Note key={problem} kind="warn">
          {problem}
        </Note>
      ))}
      {answer.status === 'loading' && <Skeleton />}
      {answer.status === 'failed' && <FailedNote message={answer.message} onRetry={retry} />}
      {body && view === 'text' && (
        <>
          <Rest body={body} loading={loading} onLoadAll={loadAll} />
          <TextBody body={body} language="text" isPretty={false} label={`Raw body of the ${side}`} />
        </>
      )}
      {body && view === 'hex' && <HexBody id={id} side={side} form="captured" length={length} revision={length} />}
    </Section>
  )
}
