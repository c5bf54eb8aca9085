// A body to read: JSON laid out, HTML, XML and text in an editor, pictures as pictures, anything else as hex.
import { Copy, Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { BodyInfo } from '../../../../shared/exchange-detail.ts'
import { formatBytes } from '../../../../shared/format.ts'
import { call } from '../../../api.ts'
import { attempt } from '../../../attempt.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeView } from '../../../ui/code-view.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { BodyImage } from './body-image.tsx'
import { bodyKind, decodeText } from './body-kind.ts'
import { type Form, firstBytes, type LoadedBody, mostBytes, type Side } from './body-loader.ts'
import styles from './body-viewer.module.css'
import { copyBody } from './copy-body.ts'
import { FailedNote, Note, Quiet, Section } from './detail-parts.tsx'
import { HexBody } from './hex-body.tsx'
import { useBody } from './use-body.ts'
import { usePrettyJson } from './use-pretty-json.ts'

const views = [
  { value: 'pretty', label: 'Pretty' },
  { value: 'plain', label: 'Plain' },
] as const
type View = (typeof views)[number]['value']

interface BodyViewerProps {
  id: string
  side: Side
  info: BodyInfo
  /** Over the body; `Body` where nothing else is said. */
  title?: string
}

export function BodyViewer({ id, side, info, title = 'Body' }: BodyViewerProps) {
  if (info.wireBytes === 0 && info.capturedBytes === 0)
    return (
      <Section title={title}>
        <Quiet>No body.</Quiet>
      </Section>
    )
  return <Body id={id} side={side} info={info} title={title} />
}

export function SaveButton({ id, side, form }: { id: string; side: Side; form: Form }) {
  const save = () =>
    attempt(async () => {
      await call('exchanges.saveBody', { id, side, form })
    })
  return <IconButton icon={Download} size="small" label="Save to file" onClick={() => void save()} />
}

function Body({ id, side, info, title }: Required<BodyViewerProps>) {
  const [view, setView] = useState<View>('pretty')
  const { answer, loading, loadAll, retry } = useBody(id, side, 'decoded', Math.min(info.capturedBytes, firstBytes))
  const body = answer.value
  const kind = body && bodyKind(info.mediaType, body.bytes)
  const words = [
    info.mediaType,
    formatBytes(body?.total ?? info.wireBytes),
    info.encodings.length > 0 && `${info.encodings.join(', ')}, ${formatBytes(info.wireBytes)} on the wire`,
  ].filter(Boolean)
  return (
    <Section
      title={title}
      note={
        <>
          {kind === 'json' && <Segments label="Body view" options={views} value={view} onValueChange={setView} />}
          <IconButton
            icon={Copy}
            size="small"
            label={`Copy the ${side} body`}
            disabled={kind === 'image' || kind === 'binary'}
            onClick={() => void attempt(() => copyBody(id, side))}
          />
          <SaveButton id={id} side={side} form="decoded" />
        </>
      }
    >
      <p className={styles.words}>{words.join(' · ')}</p>
      {body?.problems.map((problem) => (
        <Note key={problem} kind="warn">
          {problem}
        </Note>
      ))}
      {body && kind !== 'binary' && <Rest body={body} loading={loading} onLoadAll={loadAll} />}
      {answer.status === 'loading' && <Skeleton />}
      {answer.status === 'gone' && <Quiet>The exchange is no longer kept.</Quiet>}
      {answer.status === 'failed' && <FailedNote message={answer.message} onRetry={retry} />}
      {body && kind === 'image' && <BodyImage body={body} mediaType={info.mediaType ?? ''} onNeedAll={loadAll} />}
      {body && kind === 'binary' && (
        <HexBody
          id={id}
          side={side}
          form="decoded"
          length={body.total ?? body.bytes.length}
          revision={info.capturedBytes}
        />
      )}
      {body && kind !== null && kind !== 'image' && kind !== 'binary' && (
        <TextBody
          body={body}
          language={kind}
          isPretty={kind === 'json' && view === 'pretty'}
          label={`${title} of the ${side}`}
        />
      )}
    </Section>
  )
}

interface TextBodyProps {
  body: LoadedBody
  language: 'json' | 'html' | 'xml' | 'text'
  isPretty: boolean
  label: string
}

export function TextBody({ body, language, isPretty, label }: TextBodyProps) {
  const text = useMemo(() => decodeText(body.bytes, body.charset), [body])
  const pretty = usePrettyJson(isPretty ? text : null, !body.isEnd)
  const isWorking = pretty.progress !== null
  // While a long text is laid out its start stands there as it came.
  const shown = pretty.text ?? (isWorking ? text.slice(0, firstBytes) : text)
  const isBroken = isPretty && !isWorking && pretty.text === null && text.trim() !== ''
  return (
    <>
      {isWorking && (
        <p className={styles.words} role="status">
          Laying out, {Math.round((pretty.progress ?? 0) * 100)} %. The start is shown as it came.
        </p>
      )}
      {isBroken && <Note kind="info">Not valid JSON, so it is shown as it came.</Note>}
      <CodeView className={styles.code} text={shown} language={language} label={label} />
    </>
  )
}

interface RestProps {
  body: LoadedBody
  loading: number | null
  onLoadAll: () => void
}

/** Says how much of the body is shown, and offers the rest. */
export function Rest({ body, loading, onLoadAll }: RestProps) {
  if (body.isEnd) return null
  const { length } = body.bytes
  const isMost = length >= mostBytes
  return (
    <div className={styles.rest}>
      <span>
        {loading === null
          ? `The first ${formatBytes(length)} are shown.${isMost ? ' Save the body to a file for the rest.' : ''}`
          : `Loading, ${formatBytes(loading)}`}
      </span>
      {!isMost && (
        <Button size="small" busy={loading !== null} onClick={onLoadAll}>
          {body.total === null ? 'Load all' : `Show all ${formatBytes(body.total)}`}
        </Button>
      )}
    </div>
  )
}
