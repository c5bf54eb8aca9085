// Tabs over one panel: arrow keys move, the chosen one is bold and underlined.
import { Tabs as Base } from '@base-ui/react/tabs'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { formatCount } from '../../shared/format.ts'
import { classNames } from './class-names.ts'
import styles from './tabs.module.css'

export interface Tab<Value extends string> {
  value: Value
  label: string
  count?: number | null
  disabled?: boolean
  /** Why it is disabled, or its shortcut. */
  hint?: string
}

interface TabsProps<Value extends string> {
  label: string
  tabs: readonly Tab<Value>[]
  value: Value
  onValueChange: (value: Value) => void
  className?: string | undefined
  panelClassName?: string | undefined
  /** The panel of the chosen tab. */
  children: ReactNode
}

export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onValueChange,
  className,
  panelClassName,
  children,
}: TabsProps<Value>) {
  const list = useRef<HTMLDivElement>(null)
  // Chosen by a key of the page while a tab has the focus: the focus goes along, or the arrows would start elsewhere.
  useLayoutEffect(() => {
    if (!list.current?.contains(document.activeElement)) return
    list.current.querySelector<HTMLElement>(`[data-tab="${value}"]`)?.focus()
  }, [value])

  return (
    <Base.Root
      className={classNames(styles.root, className)}
      value={value}
      onValueChange={(next: Value) => onValueChange(next)}
    >
      <Base.List ref={list} className={styles.list} aria-label={label} activateOnFocus>
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            data-tab={tab.value}
            className={styles.tab}
            disabled={tab.disabled ?? false}
            title={tab.hint}
          >
            <span className={styles.words} data-text={tab.label}>
              {tab.label}
            </span>
            {tab.count !== undefined && tab.count !== null && (
              <span className={styles.count}>{formatCount(tab.count)}</span>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel key={value} value={value} className={classNames(styles.panel, panelClassName)}>
        {children}
      </Base.Panel>
    </Base.Root>
  )
}
