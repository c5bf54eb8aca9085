// An icon of Lucide in the weight that the design gives its size; decoration only, the words stand beside it.
import type { LucideIcon } from 'lucide-react'

const strokeWidths = { 12: 2.1, 14: 1.9, 16: 1.75, 18: 1.6 } as const

interface IconProps {
  of: LucideIcon
  size?: keyof typeof strokeWidths
  className?: string | undefined
}

export function Icon({ of: Picture, size = 16, className }: IconProps) {
  return <Picture className={className} size={size} strokeWidth={strokeWidths[size]} aria-hidden="true" />
}
