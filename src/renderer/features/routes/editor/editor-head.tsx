// The editor's head: which route it is, whether it is on and edited, and what can be done with it as a whole.
import { CopyPlus, Trash2, X } from 'lucide-react'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { Tag } from '../../../ui/tag.tsx'
import styles from './editor-head.module.css'

interface EditorHeadProps {
  path: string
  enabled: boolean
  isEdited: boolean
  onEnabledChange: (enabled: boolean) => void
  onDuplicate: () => void
  onDelete: () => void
  onClose: () => void
}

export function EditorHead(props: EditorHeadProps) {
  const { path, enabled, isEdited, onEnabledChange, onDuplicate, onDelete, onClose } = props
  return (
    <div className={styles.head}>
      <Switch label="Route on" checked={enabled} onCheckedChange={onEnabledChange} />
      <h2 className={styles.path} title={path}>
        {path}
      </h2>
      {isEdited && <Tag>Edited</Tag>}
      <span className="grow" />
      <IconButton icon={CopyPlus} size="small" label="Duplicate" onClick={onDuplicate} />
      <IconButton icon={Trash2} size="small" label="Delete" onClick={onDelete} />
      <IconButton icon={X} size="small" label="Close" shortcut="Esc" onClick={onClose} />
    </div>
  )
}
