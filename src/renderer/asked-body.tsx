// What a dialog shows of an answer of main: that it is on its way, or why there is none with Retry, or what it says.
import type { ReactNode } from 'react'
import { Button } from './ui/button.tsx'
import { DialogBody, DialogFoot } from './ui/dialog.tsx'
import { Skeleton } from './ui/skeleton.tsx'
import { ErrorWords } from './ui/words.tsx'
import { useAsked } from './use-asked.ts'

interface AskedBodyProps<Value> {
  /** The same function at every render. */
  ask: () => Promise<Value>
  /** How long the file rests before main is asked again. */
  settleMs?: number
  onClose: () => void
  /** Body and foot of the dialog. */
  children: (value: Value) => ReactNode
}

export function AskedBody<Value>({ ask, settleMs, onClose, children }: AskedBodyProps<Value>) {
  const { answer, retry } = useAsked(ask, settleMs)
  if (answer.status === 'ready') return children(answer.value)
  return (
    <>
      <DialogBody>{answer.status === 'loading' ? <Skeleton /> : <ErrorWords>{answer.message}</ErrorWords>}</DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>Close</Button>
        {answer.status === 'failed' && <Button onClick={retry}>Retry</Button>}
      </DialogFoot>
    </>
  )
}
