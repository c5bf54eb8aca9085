// Edit and send: the request as it was received, for the user to change and send again through the gateway.
import { Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { formatBytes } from '../../../../shared/format.ts'
import { call, messageOf } from '../../../api.ts'
import { useDraft } from '../../../leaving.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeView } from '../../../ui/code-view.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../../ui/dialog.tsx'
import { DialogForm } from '../../../ui/dialog-form.tsx'
import { TextField } from '../../../ui/field.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { openExchange } from '../store.ts'
import { bodyKind, decodeText } from './body-kind.ts'
import { FailedNote, Note, Quiet } from './detail-parts.tsx'
import styles from './dialogs.module.css'
import { type Draft, draftOf, draftProblems, hasProblems, isMaskedValue } from './edit-draft.ts'
import { useLiveQuery } from './use-live-query.ts'

/** A longer body is sent as it was captured. */
const longestEditable = 1_000_000

interface EditedRequest {
  detail: ExchangeDetail
  /** The body as text; null where it cannot be edited. */
  body: string | null
  language: 'json' | 'html' | 'xml' | 'text'
}

async function loadRequest(id: string): Promise<EditedRequest> {
  const detail = await call('exchanges.detail', { id })
  const { body: info } = detail.client
  if (info.capturedBytes === 0) return { detail, body: info.wireBytes === 0 ? '' : null, language: 'json' }
  const part = await call('exchanges.body', {
    id,
    side: 'request',
    form: 'decoded',
    offset: 0,
    length: longestEditable,
  })
  const kind = bodyKind(info.mediaType, part.bytes)
  if (!part.isEnd || part.problems.length > 0 || kind === 'binary' || kind === 'image')
    return { detail, body: null, language: 'text' }
  return { detail, body: decodeText(part.bytes, part.charset), language: kind }
}

export function EditDialog({ id, onClose }: { id: string | null; onClose: () => void }) {
  // While the dialog fades out it still shows what it was opened for.
  const [shown, setShown] = useState(id)
  if (id !== null && id !== shown) setShown(id)
  return (
    <Dialog
      size="wide"
      open={id !== null}
      title="Edit and send"
      onClose={onClose}
      onClosed={() => setShown(null)}
      holdsTyping
    >
      {shown !== null && <EditLoader key={shown} id={shown} onClose={onClose} />}
    </Dialog>
  )
}

function EditLoader({ id, onClose }: { id: string; onClose: () => void }) {
  const [first, setFirst] = useState<EditedRequest | null>(null)
  const { answer, retry } = useLiveQuery(id, loadRequest, 60_000)
  // What comes later does not touch what the user is editing.
  if (first === null && answer.status === 'ready') setFirst(answer.value)
  if (first !== null) return <EditForm request={first} onClose={onClose} />
  return (
    <DialogBody>
      {answer.status === 'gone' && <Quiet>The exchange is no longer kept.</Quiet>}
      {answer.status === 'failed' && <FailedNote message={answer.message} onRetry={retry} />}
      {answer.status === 'loading' && <Skeleton />}
    </DialogBody>
  )
}

function EditForm({ request, onClose }: { request: EditedRequest; onClose: () => void }) {
  const { detail } = request
  const [initial] = useState(() => draftOf(detail))
  const [draft, setDraft] = useState<Draft>(initial)
  const body = useRef(request.body)
  const nextKey = useRef(detail.client.headers.length)
  const target = useRef<HTMLInputElement>(null)
  useEffect(() => target.current?.focus(), [])
  const [isTried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const problems = draftProblems(draft)
  const shown = isTried ? problems : null

  useDraft(() => (draft !== initial || body.current !== request.body ? 'the edited request' : null))

  const setHeader = (key: number, change: { name?: string; value?: string }) =>
    setDraft({ ...draft, headers: draft.headers.map((each) => (each.key === key ? { ...each, ...change } : each)) })

  const send = async () => {
    setTried(true)
    if (hasProblems(problems)) return
    setSending(true)
    setFailure(null)
    const isChanged = body.current !== null && body.current !== request.body
    // What is typed goes as it is, so it is no longer in the encoding of the captured bytes.
    const headers = draft.headers.filter(({ name }) => !(isChanged && name.toLowerCase() === 'content-encoding'))
    try {
      const { id, omitted } = await call('exchanges.replay', {
        id: detail.summary.id,
        edit: {
          method: draft.method,
          target: draft.target,
          headers: headers.map(({ name, value }) => ({ name, value })),
          body: isChanged ? new TextEncoder().encode(body.current ?? '') : null,
        },
      })
      openExchange(id)
      showToast({ title: omitted.length > 0 ? `Sent without ${omitted.join(', ')}: masked, so not kept.` : 'Sent.' })
      onClose()
    } catch (error) {
      setFailure(messageOf(error))
      setSending(false)
    }
  }

  return (
    <DialogForm onSubmit={() => void send()}>
      <DialogBody>
        <div className={styles.target}>
          <TextField
            label="Method"
            className="mono"
            value={draft.method}
            error={shown?.method ?? null}
            spellCheck={false}
            onChange={(event) => setDraft({ ...draft, method: event.currentTarget.value })}
          />
          <TextField
            ref={target}
            label="Target"
            className="mono"
            value={draft.target}
            error={shown?.target ?? null}
            spellCheck={false}
            onChange={(event) => setDraft({ ...draft, target: event.currentTarget.value })}
          />
        </div>
        <fieldset className={styles.headers}>
          <legend className={styles.legend}>Headers</legend>
          {draft.headers.map(({ key, name, value }, index) => {
            const problem = shown?.headers.get(key) ?? null
            const note = problem ?? (isMaskedValue(value) ? 'Masked: left out unless you enter a value.' : null)
            return (
              <div key={key} className={styles.header} data-invalid={problem ? '' : undefined}>
                <TextInput
                  className="mono"
                  aria-label={`Name of header ${index + 1}`}
                  isInvalid={problem !== null}
                  value={name}
                  onChange={(event) => setHeader(key, { name: event.currentTarget.value })}
                />
                <TextInput
                  className="mono"
                  aria-label={`Value of ${name || `header ${index + 1}`}`}
                  value={value}
                  onChange={(event) => setHeader(key, { value: event.currentTarget.value })}
                />
                <IconButton
                  icon={Trash2}
                  size="small"
                  label={`Remove ${name || `header ${index + 1}`}`}
                  onClick={() => setDraft({ ...draft, headers: draft.headers.filter((each) => each.key !== key) })}
                />
                {note !== null && <span className={styles.headerNote}>{note}</span>}
              </div>
            )
          })}
          <Button
            kind="ghost"
            size="small"
            icon={Plus}
            onClick={() => {
              const key = nextKey.current
              nextKey.current += 1
              setDraft({ ...draft, headers: [...draft.headers, { key, name: '', value: '' }] })
            }}
          >
            Add header
          </Button>
        </fieldset>
        <section className={styles.body} aria-label="Body">
          <h3 className={styles.legend}>Body</h3>
          {request.body === null ? (
            <Note kind="info">
              {detail.client.body.capturedBytes === 0
                ? 'The body was not kept.'
                : `The body, ${formatBytes(detail.client.body.wireBytes)}, is sent as it was captured.`}
            </Note>
          ) : (
            <CodeView
              className={styles.editor}
              text={request.body}
              language={request.language}
              label="Body"
              onChange={(text) => {
                body.current = text
              }}
            />
          )}
        </section>
        {failure !== null && <Note kind="danger">{failure}</Note>}
      </DialogBody>
      <DialogFoot note="Host and Content-Length are set when it is sent.">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" type="submit" busy={isSending}>
          Send
        </Button>
      </DialogFoot>
    </DialogForm>
  )
}
