// Asks what to send as a test of the route, and sends it through the gateway.
import { Popover } from '@base-ui/react/popover'
import { Send } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { call, messageOf } from '../../../api.ts'
import { Button } from '../../../ui/button.tsx'
import { DialogForm } from '../../../ui/dialog-form.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { ErrorWords } from '../../../ui/words.tsx'
import type { SnippetRoute } from './snippets/client-call.ts'
import { type TestDraft, testDraftOf, testMethods } from './test-draft.ts'
import styles from './test-popover.module.css'

interface TestPopoverProps {
  route: SnippetRoute
  index: number
  /** The document differs from the file that is served. */
  isUnsaved: boolean
  onSent: (id: string) => void
}

export function TestPopover(props: TestPopoverProps) {
  const [isOpen, setOpen] = useState(false)
  const target = useRef<HTMLInputElement>(null)
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger render={<Button icon={Send}>Send test request</Button>} />
      <Popover.Portal>
        <Popover.Positioner className={styles.positioner} side="top" align="start" sideOffset={6} collisionPadding={8}>
          <Popover.Popup data-modal="" className={styles.popup} initialFocus={target}>
            <Popover.Title className={styles.title}>Send test request</Popover.Title>
            <TestForm {...props} targetRef={target} onClose={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

interface TestFormProps extends TestPopoverProps {
  targetRef: React.RefObject<HTMLInputElement | null>
  onClose: () => void
}

function TestForm({ route, index, isUnsaved, onSent, targetRef, onClose }: TestFormProps) {
  const id = useId()
  const [draft, setDraft] = useState<TestDraft>(() => testDraftOf(route))
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const set = (change: Partial<TestDraft>) => {
    setDraft({ ...draft, ...change })
    setFailure(null)
  }
  const methods = testMethods.some((method) => method === draft.method) ? testMethods : [draft.method, ...testMethods]

  const send = async () => {
    setSending(true)
    try {
      const sent = await call('routes.test', { index, path: route.path, ...draft })
      onSent(sent.id)
      onClose()
    } catch (error) {
      setFailure(messageOf(error))
      setSending(false)
    }
  }
  return (
    <DialogForm className={styles.form} onSubmit={() => void send()}>
      <div className={styles.line}>
        <select
          className={styles.method}
          aria-label="Method"
          value={draft.method}
          onChange={(event) => set({ method: event.currentTarget.value })}
        >
          {methods.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
        <TextInput
          ref={targetRef}
          className="mono"
          aria-label="Path and query"
          value={draft.target}
          onChange={(event) => set({ target: event.currentTarget.value })}
        />
      </div>
      <label className={styles.label} htmlFor={`${id}-body`}>
        Body
      </label>
      <TextArea
        id={`${id}-body`}
        className={styles.body}
        rows={7}
        value={draft.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
      />
      <p className={styles.note}>
        {isUnsaved
          ? 'It goes through the routes as they were saved last: what is not saved yet does not count.'
          : 'It goes through the gateway as any client’s does, and shows in Traffic.'}
        {route.auth && ' The client key is added.'}
      </p>
      <ErrorWords>{failure}</ErrorWords>
      <div className={styles.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" type="submit" busy={isSending}>
          Send
        </Button>
      </div>
    </DialogForm>
  )
}
