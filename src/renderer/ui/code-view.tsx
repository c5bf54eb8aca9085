// A text in an editor: lines numbered and folded, coloured by its language, searched with Ctrl or ⌘ F.
import { useEffect, useRef, useState } from 'react'
import { classNames } from './class-names.ts'
import blockStyles from './code-block.module.css'
import styles from './code-view.module.css'
import { Skeleton } from './skeleton.tsx'

export type CodeLanguage = 'json' | 'yaml' | 'html' | 'xml' | 'text'

/** What is needed of the editor here; the module comes later. */
interface Editor {
  destroy(): void
  state: { readonly doc: { toString(): string; readonly length: number } }
  dispatch(change: { changes: { from: number; to: number; insert: string } }): void
}

interface CodeViewProps {
  text: string
  language: CodeLanguage
  label: string
  /** Makes the text the user's to change. */
  onChange?: (text: string) => void
  className?: string | undefined
}

/** Keys that stay in the editor; the others are the page's. */
function staysInside(event: KeyboardEvent, isEditable: boolean): boolean {
  if (event.key === 'F6' || event.key === 'Tab') return false
  const [target] = event.composedPath()
  if (isEditable || target instanceof HTMLInputElement) return event.key !== 'Escape' || !isEditable
  if (event.ctrlKey || event.metaKey) return event.key === 'a' || event.key === 'c'
  return event.key.length > 1 && event.key !== 'Escape'
}

export function CodeView({ text, language, label, onChange, className }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | null>(null)
  const changed = useRef(onChange)
  changed.current = onChange
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const first = useRef(text)
  first.current = text
  const isEditable = onChange !== undefined

  useEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    let isGone = false
    import('./code-view-editor.ts').then(
      ({ createEditor }) => {
        if (isGone) return
        editor.current = createEditor({
          root,
          text: first.current,
          language,
          label,
          onChange: isEditable ? (next) => changed.current?.(next) : null,
        })
        setState('ready')
      },
      () => setState('failed'),
    )
    const onKeyDown = (event: KeyboardEvent) => {
      if (staysInside(event, isEditable)) event.stopPropagation()
    }
    element.addEventListener('keydown', onKeyDown)
    return () => {
      isGone = true
      element.removeEventListener('keydown', onKeyDown)
      editor.current?.destroy()
      editor.current = null
    }
  }, [language, label, isEditable])

  useEffect(() => {
    const { current } = editor
    if (!current || isEditable || state !== 'ready') return
    const { doc } = current.state
    if (doc.length === text.length && doc.toString() === text) return
    current.dispatch({ changes: { from: 0, to: doc.length, insert: text } })
  }, [text, state, isEditable])

  return (
    <div className={classNames(styles.frame, className)}>
      {state === 'loading' && <Skeleton />}
      {state === 'failed' && <pre className={classNames(blockStyles.text, styles.plain)}>{text}</pre>}
      <div ref={host} className={styles.host} />
    </div>
  )
}
