// Puts a text on the clipboard and shows for a moment that it did.
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { showToast } from './toast.tsx'

const shownMs = 1200

interface CopyButtonProps {
  text: string
  /** Instead of "Copy <text>". */
  label?: string
  children?: string
  /** Of the button with words. */
  size?: 'default' | 'small'
  className?: string | undefined
}

/** Without `children` it is an icon button called "Copy <text>". */
export function CopyButton({ text, label = `Copy ${text}`, children, size = 'small', className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copied])

  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => showToast({ title: 'The clipboard did not take the text.', kind: 'danger' }),
    )
  }
  const icon = copied ? Check : Copy
  if (children === undefined)
    return (
      <IconButton
        icon={icon}
        size="small"
        label={label}
        hint={copied ? 'Copied' : label}
        className={className}
        onClick={copy}
      />
    )
  return (
    <Button size={size} icon={icon} className={className} onClick={copy}>
      {children}
    </Button>
  )
}
