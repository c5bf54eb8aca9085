// A config file dropped anywhere on the window is opened; nothing that is dropped takes the window elsewhere.
import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { isBrowser } from '../../app-info.ts'
import { Icon } from '../../ui/icon.tsx'
import { showToast } from '../../ui/toast.tsx'
import { readDrop } from './dropped-file.ts'
import { openDroppedFile } from './file-actions.ts'
import styles from './file-drop.module.css'

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false

/** A dialog stands between the user and the window, or it is a browser's, which opens no other file. */
const isBlocked = () => isBrowser() || document.querySelector('[data-modal][data-open]') !== null

export function FileDrop() {
  const [isOver, setOver] = useState(false)

  useEffect(() => {
    const dragOver = (event: DragEvent) => {
      // Something on the page takes it: a column's head, a field.
      if (event.defaultPrevented || !event.dataTransfer) return
      if (!hasFiles(event)) return
      event.preventDefault()
      const mayDrop = !isBlocked()
      event.dataTransfer.dropEffect = mayDrop ? 'copy' : 'none'
      setOver(mayDrop)
    }
    const dragLeave = (event: DragEvent) => {
      // Out of the window, not from one element to the next.
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      if (event.defaultPrevented) return
      const isText = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')
      if (isText && !hasFiles(event)) return
      event.preventDefault()
      if (isBlocked()) return
      const dropped = readDrop([...(event.dataTransfer?.files ?? [])])
      if (dropped.kind === 'config') void openDroppedFile(dropped.file)
      if (dropped.kind === 'refused') showToast({ title: dropped.message, kind: 'danger' })
    }
    window.addEventListener('dragover', dragOver)
    window.addEventListener('dragleave', dragLeave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', dragOver)
      window.removeEventListener('dragleave', dragLeave)
      window.removeEventListener('drop', drop)
    }
  }, [])

  if (!isOver) return null
  return (
    <div className={styles.overlay}>
      <div className={styles.box}>
        <Icon of={FileDown} size={18} />
        Open config.yaml here
      </div>
    </div>
  )
}
