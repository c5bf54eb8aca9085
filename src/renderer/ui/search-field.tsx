// The field that narrows a list. A page's own has a shortcut: / and Ctrl F come here.
import { Search } from 'lucide-react'
import styles from './field.module.css'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import searchStyles from './search-field.module.css'

interface SearchFieldProps {
  label: string
  placeholder: string
  /** Left out where the field is not the page's. */
  shortcut?: string
  size?: 'default' | 'small'
  value: string
  onValueChange: (value: string) => void
}

export function SearchField({ label, placeholder, shortcut, size, value, onValueChange }: SearchFieldProps) {
  return (
    <search className={`${styles.box} ${searchStyles.search}`} data-size={size}>
      <Icon of={Search} size={14} className={searchStyles.icon} />
      <input
        className={styles.input}
        data-search={shortcut === undefined ? undefined : ''}
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        onChange={(event) => onValueChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          // One step back at a time: the next one is the page's.
          event.stopPropagation()
          onValueChange('')
        }}
      />
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </search>
  )
}
