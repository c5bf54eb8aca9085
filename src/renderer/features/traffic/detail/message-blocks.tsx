// The parts of a message: text, thinking, tool calls and their results, refusals and attachments.
import { Brain, OctagonX, Paperclip, Wrench } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useStore } from 'zustand'
import { formatDuration, formatPlural } from '../../../../shared/format.ts'
import type { LlmBlock } from '../../../../shared/llm.ts'
import { CodeViewJson } from '../../../ui/code-view-json.tsx'
import { Fold } from '../../../ui/fold.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { keyed } from './keyed.ts'
import styles from './message.module.css'
import { oneLine } from './message-facts.ts'
import { messageView } from './message-view.ts'
import { prettyJson } from './pretty-json.ts'

const Markdown = lazy(() =>
  import('../../../ui/markdown.tsx').then(({ Markdown: component }) => ({ default: component })),
)

interface BlockState {
  isStreaming: boolean
  /** null: the API did not say. */
  reasoningTokens: number | null
  /** null: not streamed, or not seen. */
  reasoningMs: number | null
}

export function Blocks({ blocks, ...state }: BlockState & { blocks: readonly LlmBlock[] }) {
  // Blocks are only ever added at the end.
  return keyed(blocks, ({ kind }) => kind).map(({ key, item }) => <Block key={key} block={item} {...state} />)
}

export function Block({ block, ...state }: BlockState & { block: LlmBlock }) {
  switch (block.kind) {
    case 'text':
      return <Words text={block.text} />
    case 'reasoning':
      return <Thinking text={block.text} {...state} />
    case 'tool_call':
      return <ToolCall name={block.name} id={block.id} source={block.arguments} />
    case 'tool_result':
      return <ToolResult id={block.id} text={block.text} />
    case 'refusal':
      return (
        <div className={styles.refusal}>
          <Icon of={OctagonX} size={14} className={styles.refusalIcon} />
          <p>
            <b>Refused</b> {block.text}
          </p>
        </div>
      )
    case 'attachment':
      return (
        <p className={styles.attachment}>
          <Icon of={Paperclip} size={14} />
          {block.name ?? 'Attachment'} <span className={styles.dim}>{block.mediaType ?? ''}</span>
        </p>
      )
  }
}

function Words({ text }: { text: string }) {
  const view = useStore(messageView, (state) => state.text)
  const plain = <p className={styles.plain}>{text}</p>
  if (view === 'plain') return plain
  return (
    <Suspense fallback={plain}>
      <Markdown text={text} />
    </Suspense>
  )
}

/** Open while it streams; then as the user left it. */
function Thinking({ text, isStreaming, reasoningTokens, reasoningMs }: BlockState & { text: string }) {
  const left = useStore(messageView, (state) => state.isThinkingOpen)
  const [toggled, setToggled] = useState<boolean | null>(null)
  const open = isStreaming ? (toggled ?? true) : (toggled ?? left)
  const amounts = [
    reasoningTokens === null ? [] : formatPlural(reasoningTokens, 'token'),
    reasoningMs === null ? [] : formatDuration(reasoningMs),
  ].flat()
  return (
    <Fold
      kind="aside"
      icon={Brain}
      head={<b>Thinking</b>}
      end={amounts.length === 0 ? null : amounts.join(' · ')}
      open={open}
      onOpenChange={(next) => {
        setToggled(next)
        messageView.setState({ isThinkingOpen: next })
      }}
    >
      <p className={styles.thinking}>{text === '' ? 'The model keeps its thinking to itself.' : text}</p>
    </Fold>
  )
}

/** An id in the middle of which nobody is interested. */
function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 9)}…${id.slice(-3)}` : id
}

function ToolCall({ name, id, source }: { name: string; id: string | null; source: string }) {
  const pretty = prettyJson(source, { isCut: true }) ?? source
  const isEmpty = source.trim() === ''
  const [isOpen, setOpen] = useState(true)
  return (
    <Fold
      kind="call"
      icon={Wrench}
      head={
        <>
          Tool call <b className="mono">{name}</b>
          {!isOpen && <span className={`mono ellipsis ${styles.dim}`}>{oneLine(source)}</span>}
        </>
      }
      end={
        id === null ? null : (
          <span className="mono" title={id}>
            {shortId(id)}
          </span>
        )
      }
      open={isOpen}
      onOpenChange={setOpen}
    >
      {isEmpty ? (
        <p className={styles.attachment}>No arguments.</p>
      ) : (
        <CodeViewJson text={pretty} label={`Arguments of ${name}`} />
      )}
    </Fold>
  )
}

function ToolResult({ id, text }: { id: string | null; text: string }) {
  const pretty = /^\s*[[{]/.test(text) ? prettyJson(text) : null
  return (
    <Fold
      kind="call"
      icon={Wrench}
      isOpenAtFirst
      head="Tool result"
      end={
        id === null ? null : (
          <span className="mono" title={id}>
            {shortId(id)}
          </span>
        )
      }
    >
      {pretty === null ? <p className={styles.result}>{text}</p> : <CodeViewJson text={pretty} label="Tool result" />}
    </Fold>
  )
}
