// The field that narrows a page's list; / and Ctrl F come here.
import { Search } from 'lucide-react'
import styles from './field.module.css'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import searchStyles from './search-field.module.css'

interface SearchFieldProps {
  label: string
  placeholder: string
  shortcut: string
  value: string
  onValueChange: (value: string) => void
}

export function SearchField({ label, placeholder, shortcut, value, onValueChange }: SearchFieldProps) {
  return (
    <search className={`${styles.box} ${searchStyles.search}`}>
      <Icon of={Search} size={14} className={searchStyles.icon} />
      <input
        className={styles.input}
        data-search=""
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        onChange={(event) => onValueChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onValueChange('')
        }}
      />
      <Kbd>{shortcut}</Kbd>
    </search>
  )
}
