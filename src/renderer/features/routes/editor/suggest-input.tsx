// A field that offers what could be written in it, in a list below.
import { Autocomplete } from '@base-ui/react/autocomplete'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { classNames } from '../../../ui/class-names.ts'
import menuStyles from '../../../ui/menu.module.css'
import styles from './suggest-input.module.css'

export interface Suggestion {
  key: string
  /** The field's whole text once this is chosen. */
  result: string
  /** Where the cursor stands then. */
  end: number
}

interface SuggestInputProps<Item extends Suggestion> {
  label: string
  value: string
  onValueChange: (value: string) => void
  /** For the text in front of the cursor; none where there is nothing to offer. */
  suggest: (value: string, cursor: number) => readonly Item[]
  renderItem: (item: Item) => ReactNode
  /** Names the list. */
  listLabel: string
  /** Enter and Tab take the first one, without choosing it before. */
  takesFirst?: boolean
  inputRef: RefObject<HTMLInputElement | null>
  placeholder?: string | undefined
  isInvalid?: boolean
  describedBy?: string | undefined
  onFocusChange?: (isFocused: boolean) => void
}

export function SuggestInput<Item extends Suggestion>(props: SuggestInputProps<Item>) {
  const { label, value, onValueChange, suggest, renderItem, listLabel, takesFirst = false, inputRef } = props
  const [isOpen, setOpen] = useState(false)
  const [cursor, setCursor] = useState(0)
  const items = isOpen ? suggest(value, cursor) : []

  // Nothing fades out here, so the list is to go at once.
  const actions = useRef<Autocomplete.Root.Actions>(null)
  useEffect(() => {
    if (items.length === 0) actions.current?.unmount()
  }, [items.length])

  const readCursor = () => setCursor(inputRef.current?.selectionStart ?? value.length)
  const take = (item: Item) => {
    setOpen(false)
    onValueChange(item.result)
    requestAnimationFrame(() => inputRef.current?.setSelectionRange(item.end, item.end))
  }
  return (
    <Autocomplete.Root
      actionsRef={actions}
      items={items}
      value={value}
      mode="none"
      filter={null}
      open={items.length > 0}
      autoHighlight={takesFirst ? 'always' : false}
      itemToStringValue={(item: Item) => item.result}
      onOpenChange={(next) => {
        if (!next) setOpen(false)
      }}
      onValueChange={(next, details) => {
        // An Esc without a list would empty the field; it belongs to the editor.
        if (details.reason === 'escape-key' || details.reason === 'item-press') return
        onValueChange(next)
        readCursor()
        setOpen(true)
      }}
    >
      <Autocomplete.Input
        ref={inputRef}
        className={styles.input}
        aria-label={label}
        aria-invalid={props.isInvalid ? true : undefined}
        aria-describedby={props.describedBy}
        placeholder={props.placeholder}
        spellCheck={false}
        autoComplete="off"
        onSelect={readCursor}
        onFocus={() => props.onFocusChange?.(true)}
        onBlur={() => {
          setOpen(false)
          props.onFocusChange?.(false)
        }}
        onKeyDown={(event) => {
          const [first] = items
          if (event.key === 'Tab' && takesFirst && first && !event.shiftKey) {
            event.preventDefault()
            take(first)
          }
          if (event.key === 'ArrowDown' && items.length === 0) {
            readCursor()
            setOpen(true)
          }
        }}
      />
      <Autocomplete.Portal>
        {/* Without the library's popup, which would hide the rest of the page from screen readers with the focus in it. */}
        <Autocomplete.Positioner className={menuStyles.positioner} align="start" sideOffset={4} collisionPadding={8}>
          <Autocomplete.List
            className={classNames(menuStyles.popup, styles.popup)}
            data-modal=""
            data-open=""
            aria-label={listLabel}
          >
            {(item: Item) => (
              <Autocomplete.Item key={item.key} value={item} className={menuStyles.item} onClick={() => take(item)}>
                {renderItem(item)}
              </Autocomplete.Item>
            )}
          </Autocomplete.List>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}
