// Short notes at the window's lower right: 5 s, or 10 s where one can be taken back, or for as long as work goes on.
import { Toast } from '@base-ui/react/toast'
import { Check, CircleAlert, LoaderCircle } from 'lucide-react'
import type { FocusEvent, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './toast.module.css'

const manager = Toast.createToastManager()

const icons = { done: Check, danger: CircleAlert, busy: LoaderCircle }
type Kind = keyof typeof icons

/** A word such as Undo and what it does. */
interface Action {
  label: string
  run: () => void
}

interface ToastOptions {
  title: string
  kind?: 'done' | 'danger'
  action?: Action
}

/** Returns the function that closes it before its time. */
export function showToast({ title, kind = 'done', action }: ToastOptions): () => void {
  const id = manager.add({
    title,
    type: kind,
    timeout: action ? 10_000 : 5_000,
    ...(action ? actionProps(action, () => manager.close(id)) : {}),
  })
  return () => manager.close(id)
}

/** A toast that stays until it is closed. */
export interface HeldToast {
  update(title: string): void
  close(): void
}

/** For work that goes on; its action does not close it. */
export function holdToast({ title, action }: { title: string; action: Action }): HeldToast {
  const id = manager.add({ title, type: 'busy', timeout: 0, ...actionProps(action, () => {}) })
  return {
    update: (next) => manager.update(id, { title: next }),
    close: () => manager.close(id),
  }
}

function actionProps({ label, run }: Action, after: () => void) {
  const onClick = () => {
    run()
    giveFocusBack()
    after()
  }
  return { actionProps: { children: label, onClick } }
}

/** What had the focus before a note got it. */
let before: HTMLElement | null = null

/** A note that goes would take the focus with it, and the keys would go nowhere. */
function giveFocusBack(): void {
  if (!document.activeElement?.closest('[data-region="toasts"]')) return
  const target = before?.isConnected ? before : document.querySelector<HTMLElement>('main [tabindex="0"]')
  target?.focus()
}

function noteFocus({ currentTarget, relatedTarget }: FocusEvent): void {
  if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget)) before = relatedTarget
}

/** Stands once around the app. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport} data-region="toasts" onFocusCapture={noteFocus}>
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Toasts() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast} data-kind={toast.type}>
      <Toast.Content className={styles.content}>
        <Icon of={icons[(toast.type ?? 'done') as Kind]} size={14} className={styles.icon} />
        <Toast.Title className={styles.title} />
        {toast.actionProps && <Toast.Action className={styles.action} />}
      </Toast.Content>
    </Toast.Root>
  ))
}
