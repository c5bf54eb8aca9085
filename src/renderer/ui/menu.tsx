// A menu that a button opens, and the items of every menu.
import { Menu as Base } from '@base-ui/react/menu'
import type { LucideIcon } from 'lucide-react'
import { Check, ChevronRight } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './menu.module.css'

interface MenuProps {
  /** The button; it needs a name of its own. */
  trigger: ReactElement
  align?: 'start' | 'end'
  children: ReactNode
}

export function Menu({ trigger, align = 'start', children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <MenuPopup align={align}>{children}</MenuPopup>
    </Base.Root>
  )
}

function MenuPopup({ align, children }: { align: 'start' | 'end'; children: ReactNode }) {
  return (
    <Base.Portal>
      <Base.Positioner className={styles.positioner} align={align} sideOffset={4} collisionPadding={8}>
        <Base.Popup data-modal="" className={styles.popup}>
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

interface MenuItemProps {
  icon?: LucideIcon
  /** In the place of the icon. */
  picture?: ReactNode
  /** Or what else stands at the end. */
  shortcut?: ReactNode
  kind?: 'default' | 'danger'
  disabled?: boolean
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({
  icon,
  picture,
  shortcut,
  kind = 'default',
  disabled = false,
  onSelect,
  children,
}: MenuItemProps) {
  return (
    <Base.Item
      className={styles.item}
      data-kind={kind}
      data-pictured={picture === undefined ? undefined : ''}
      disabled={disabled}
      onClick={onSelect}
    >
      {picture ?? <span className={styles.icon}>{icon && <Icon of={icon} size={14} />}</span>}
      <span className="ellipsis">{children}</span>
      {shortcut && <span className={styles.end}>{shortcut}</span>}
    </Base.Item>
  )
}

interface MenuCheckItemProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
  children: ReactNode
}

/** Stays open, so that several can be changed. */
export function MenuCheckItem({ checked, onCheckedChange, disabled = false, children }: MenuCheckItemProps) {
  return (
    <Base.CheckboxItem
      className={styles.item}
      checked={checked}
      disabled={disabled}
      closeOnClick={false}
      onCheckedChange={onCheckedChange}
    >
      <span className={styles.icon}>
        <Base.CheckboxItemIndicator render={<Icon of={Check} size={14} />} />
      </span>
      {children}
    </Base.CheckboxItem>
  )
}

export function MenuSubmenu({ icon, label, children }: { icon?: LucideIcon; label: string; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={styles.item}>
        <span className={styles.icon}>{icon && <Icon of={icon} size={14} />}</span>
        {label}
        <span className={styles.end}>
          <Icon of={ChevronRight} size={12} />
        </span>
      </Base.SubmenuTrigger>
      <MenuPopup align="start">{children}</MenuPopup>
    </Base.SubmenuRoot>
  )
}

export function MenuLabelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={styles.label}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  )
}

export function MenuSeparator() {
  return <Base.Separator className={styles.separator} />
}
