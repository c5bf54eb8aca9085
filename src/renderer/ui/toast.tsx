// Short notes at the window's lower right: 5 s, or 10 s where one can be taken back.
import { Toast } from '@base-ui/react/toast'
import { Check, CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './toast.module.css'

const manager = Toast.createToastManager()

interface ToastOptions {
  title: string
  kind?: 'done' | 'danger'
  /** A word such as Undo and what it does. */
  action?: { label: string; run: () => void }
}

export function showToast({ title, kind = 'done', action }: ToastOptions): void {
  const id = manager.add({
    title,
    type: kind,
    timeout: action ? 10_000 : 5_000,
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick: () => {
              action.run()
              manager.close(id)
            },
          },
        }
      : {}),
  })
}

/** Stands once around the app. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport} data-region="toasts">
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
        <Icon of={toast.type === 'danger' ? CircleAlert : Check} size={14} className={styles.icon} />
        <Toast.Title className={styles.title} />
        {toast.actionProps && <Toast.Action className={styles.action} />}
      </Toast.Content>
    </Toast.Root>
  ))
}
