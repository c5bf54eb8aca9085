// The field of the traffic filter: chips for what is finished, an input with completion, and what it comes to.
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { type Completion, completeFilter } from '../../../shared/filter/filter.ts'
import { useShortcut } from '../../app-info.ts'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { routes } from '../routes/store.ts'
import { FilterChips } from './filter-chips.tsx'
import { FilterCount } from './filter-count.tsx'
import { accept, afterTyping, draftOf, edit, type FilterDraft, finish, remove, textOf } from './filter-draft.ts'
import styles from './filter-field.module.css'
import { FilterTerms, optionId } from './filter-terms.tsx'
import { focusList } from './focus.ts'
import { knownValues } from './known-values.ts'
import { SavedFilters } from './saved-filters.tsx'
import { setFilterText, trafficStore, trafficView } from './store.ts'

const mostOptions = 18

export function FilterField() {
  const { filterText, filter } = useStore(trafficView)
  const [draft, setDraft] = useState(() => draftOf(filterText))
  const [cursor, setCursor] = useState(0)
  const [isFocused, setFocused] = useState(false)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const input = useRef<HTMLInputElement>(null)
  const menuId = useId()
  const shortcut = useShortcut('F')

  // The filter was changed elsewhere: by a menu, a saved filter, or Esc.
  useEffect(() => {
    setDraft((current) => (textOf(current) === filterText ? current : draftOf(filterText)))
  }, [filterText])

  const known = useMemo(
    // Asked for once each time the field is entered.
    () => (isFocused ? knownValues(trafficStore.getState().rows, routes.store.getState().value?.routes ?? []) : null),
    [isFocused],
  )
  const completions = useMemo(
    () => (known && isMenuOpen ? completeFilter(draft.typed, cursor, known).slice(0, mostOptions) : []),
    [known, isMenuOpen, draft.typed, cursor],
  )
  const isOpen = completions.length > 0

  const change = (next: FilterDraft) => {
    setDraft(next)
    setActive(-1)
    setFilterText(textOf(next))
  }
  const put = (next: FilterDraft) => {
    change(next)
    setCursor(next.typed.length)
    input.current?.focus()
  }
  const onAccept = (completion: Completion) => {
    put(accept(draft, completion))
    setMenuOpen(true)
  }

  const onClear = () => {
    put({ chips: [], typed: '' })
    // The field has the focus for what is typed next; until then the list is what there is to see.
    setMenuOpen(false)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget
    const chosen = completions[active]
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => (isOpen ? setActive((active + 1) % completions.length) : setMenuOpen(true)),
      ArrowUp: isOpen ? () => setActive(active <= 0 ? completions.length - 1 : active - 1) : undefined,
      Enter: () => {
        if (chosen) return onAccept(chosen)
        put(finish(draft))
        setMenuOpen(false)
      },
      Tab: (() => {
        const taken = chosen ?? (draft.typed.trim() === '' ? undefined : completions[0])
        return taken && !event.shiftKey ? () => onAccept(taken) : undefined
      })(),
      Backspace:
        selectionStart === 0 && selectionEnd === 0 && draft.typed === '' && draft.chips.length > 0
          ? () => put(edit(draft, draft.chips.length - 1))
          : undefined,
      Escape: () => (isOpen ? setMenuOpen(false) : focusList()),
    }
    const act = keys[event.key]
    if (!act || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    // The page's own Esc would go on to close the pane.
    event.stopPropagation()
    act()
  }

  const isEmpty = textOf(draft) === ''
  // What is still being written is not wrong yet.
  const problem = filter.problems.find(({ start }) => !isFocused || start < draft.chips.join(' ').length)
  return (
    <search className={styles.place}>
      <div
        className={styles.field}
        data-invalid={problem ? '' : undefined}
        onPointerDown={(event) => {
          if (event.target !== event.currentTarget) return
          event.preventDefault()
          input.current?.focus()
        }}
      >
        <Icon of={Search} size={14} className={styles.lens} />
        <FilterChips
          chips={draft.chips}
          onEdit={(index) => put(edit(draft, index))}
          onRemove={(index) => put(remove(draft, index))}
        />
        <input
          ref={input}
          className={styles.input}
          data-search=""
          data-filled={draft.typed === '' ? undefined : ''}
          role="combobox"
          aria-label="Filter exchanges"
          aria-expanded={isOpen}
          aria-controls={isOpen ? menuId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && active >= 0 ? optionId(menuId, active) : undefined}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${menuId}-problem` : undefined}
          placeholder={draft.chips.length === 0 ? 'Filter by status, route, model, header or body' : ''}
          value={draft.typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            change(afterTyping(draft, event.currentTarget.value))
            setCursor(event.currentTarget.selectionStart ?? event.currentTarget.value.length)
            setMenuOpen(true)
          }}
          onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
          onKeyDown={onKeyDown}
          onFocus={() => {
            setFocused(true)
            setMenuOpen(true)
            setActive(-1)
          }}
          onBlur={() => {
            setFocused(false)
            setMenuOpen(false)
          }}
        />
        <span className={styles.end}>
          {/* First of all: a button that is pressed must not move as the field loses the focus. */}
          {!isFocused && <Kbd>{shortcut}</Kbd>}
          <FilterCount />
          <SavedFilters text={filterText} onPick={setFilterText} />
          {!isEmpty && <IconButton icon={X} size="small" label="Clear filter" onClick={onClear} />}
        </span>
      </div>
      {isOpen && <FilterTerms id={menuId} completions={completions} active={active} onAccept={onAccept} />}
      {problem && !isOpen && (
        <p id={`${menuId}-problem`} role="alert" className={styles.below}>
          {problem.message}
        </p>
      )}
    </search>
  )
}
