// The command palette: actions, pages, routes, saved filters and recent exchanges, found by typing.
import { Dialog } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { type RefObject, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useShortcut } from '../../app-info.ts'
import { classNames } from '../../ui/class-names.ts'
import fieldStyles from '../../ui/field.module.css'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { markWords } from '../traffic/describe.ts'
import styles from './palette.module.css'
import type { PaletteAction } from './palette-action.ts'
import { paletteItems } from './palette-items.tsx'
import { markMatch, paletteGroups, readQuery, searchPalette } from './palette-search.ts'
import { palette, setPaletteOpen } from './store.ts'

export function Palette() {
  const { isOpen, openings } = useStore(palette)
  const input = useRef<HTMLInputElement>(null)
  return (
    <Dialog.Root open={isOpen} onOpenChange={setPaletteOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup data-modal="" className={styles.popup} aria-label="Command palette" initialFocus={input}>
          <PaletteBody key={openings} input={input} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** What can be done is asked for once, when the palette opens. */
function PaletteBody({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const [typed, setTyped] = useState('')
  const items = useMemo(paletteItems, [])
  const found = useMemo(() => searchPalette(items, typed), [items, typed])
  const { words } = readQuery(typed)
  const groups = paletteGroups
    .map((group) => ({ group, members: found.filter((item) => item.group === group) }))
    .filter(({ members }) => members.length > 0)
  return (
    <Command className={styles.command} label="Command palette" shouldFilter={false} vimBindings={false} loop>
      <div className={styles.head}>
        <Icon of={Search} size={18} />
        <Command.Input
          ref={input}
          className={classNames(fieldStyles.input, styles.input)}
          placeholder="Search commands, routes and exchanges"
          value={typed}
          onValueChange={setTyped}
        />
        <Kbd>esc</Kbd>
      </div>
      <Command.List className={styles.list} label="Results">
        <Command.Empty className={styles.empty}>Nothing matches</Command.Empty>
        {groups.map(({ group, members }) => (
          <Command.Group key={group} heading={group}>
            {members.map((item) => (
              <Item key={item.id} item={item} words={words} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <div className={styles.foot} aria-hidden="true">
        <span>
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd>move
        </span>
        <span>
          <Kbd>↵</Kbd>run
        </span>
        <span className="grow" />
        <span>
          <Kbd>/</Kbd>routes
        </span>
        <span>
          <Kbd>&gt;</Kbd>commands
        </span>
        <span>
          <Kbd>#</Kbd>exchanges
        </span>
      </div>
    </Command>
  )
}

function Item({ item, words }: { item: PaletteAction; words: string }) {
  const { id, icon, label, context, shortcut, end, run } = item
  const isExchange = 'mark' in icon
  const choose = () => {
    setPaletteOpen(false)
    run()
  }
  return (
    <Command.Item className={styles.item} value={id} onSelect={choose}>
      <span className={styles.icon}>
        {'mark' in icon ? <StatusMark mark={icon.mark} label={markWords[icon.mark]} /> : <Icon of={icon} />}
      </span>
      {'mark' in icon && <span className="mono">{icon.status}</span>}
      <span className={isExchange ? `${styles.label} mono` : styles.label}>
        <Marked text={label} words={words} />
      </span>
      <span className={styles.context}>
        <Marked text={context} words={words} />
      </span>
      {end && <span className={styles.end}>{end}</span>}
      {shortcut && <Shortcut name={shortcut} />}
    </Command.Item>
  )
}

function Shortcut({ name }: { name: string }) {
  return <Kbd>{useShortcut(name)}</Kbd>
}

function Marked({ text, words }: { text: string; words: string }) {
  const parts = markMatch(text, words)
  if (!parts) return text
  const [before, match, after] = parts
  return (
    <>
      {before}
      <mark className={styles.mark}>{match}</mark>
      {after}
    </>
  )
}
