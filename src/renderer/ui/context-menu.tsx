// A menu at the pointer, for what lies under it; the menu key and Shift F10 open it too.
import { ContextMenu as Base } from '@base-ui/react/context-menu'
import type { ReactElement, ReactNode } from 'react'
import styles from './menu.module.css'

interface ContextMenuProps {
  /** What the menu is for. */
  target: ReactElement
  /** The items, as of a menu; made anew each time it opens. */
  children: () => ReactNode
}

export function ContextMenu({ target, children }: ContextMenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={target} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} collisionPadding={8}>
          <Base.Popup data-modal="" className={styles.popup}>
            <Items>{children}</Items>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Stands in the popup only while that is open. */
function Items({ children }: { children: () => ReactNode }) {
  return children()
}
