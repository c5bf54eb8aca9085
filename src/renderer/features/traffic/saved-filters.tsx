// The filters that the user has given a name: pick one, save the present one, delete.
import { Bookmark, BookmarkPlus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuLabelled, MenuSeparator, MenuSubmenu } from '../../ui/menu.tsx'
import { deleteFilter, saveFilter, useTrafficPreferences } from './preferences.ts'

export function SavedFilters({ text, onPick }: { text: string; onPick: (text: string) => void }) {
  const saved = useTrafficPreferences().savedFilters
  const [isNaming, setNaming] = useState(false)
  return (
    <>
      <Menu align="end" trigger={<IconButton icon={Bookmark} size="small" label="Saved filters" />}>
        {saved.length > 0 && (
          <>
            <MenuLabelled label="Saved filters">
              {saved.map((filter) => (
                <MenuItem key={filter.name} icon={Bookmark} onSelect={() => onPick(filter.text)}>
                  {filter.name}
                </MenuItem>
              ))}
            </MenuLabelled>
            <MenuSeparator />
          </>
        )}
        <MenuItem icon={BookmarkPlus} disabled={text === ''} onSelect={() => setNaming(true)}>
          Save filter…
        </MenuItem>
        {saved.length > 0 && (
          <MenuSubmenu icon={Trash2} label="Delete saved filter">
            {saved.map(({ name }) => (
              <MenuItem key={name} kind="danger" onSelect={() => void deleteFilter(name)}>
                {name}
              </MenuItem>
            ))}
          </MenuSubmenu>
        )}
      </Menu>
      <NameDialog open={isNaming} text={text} names={saved.map(({ name }) => name)} onClose={() => setNaming(false)} />
    </>
  )
}

interface NameDialogProps {
  open: boolean
  text: string
  names: readonly string[]
  onClose: () => void
}

function NameDialog({ open, text, names, onClose }: NameDialogProps) {
  const [name, setName] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const given = name.trim()
  return (
    <Dialog open={open} title="Save filter" initialFocus={field} onClose={onClose} onClosed={() => setName('')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (given === '') return
          void saveFilter(given, text)
          onClose()
        }}
      >
        <DialogBody>
          <TextField
            ref={field}
            label="Name"
            value={name}
            maxLength={100}
            help={names.includes(given) ? 'Takes the place of the filter of this name.' : <code>{text}</code>}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={given === ''}>
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
