// A variable's name with the place its value comes from, or that it has none.
import type { LucideIcon } from 'lucide-react'
import { CircleAlert, DollarSign, Lock } from 'lucide-react'
import type { VariableSource } from '../../shared/route.ts'
import { Icon } from './icon.tsx'
import styles from './value-token.module.css'

interface Look {
  kind: 'keychain' | 'environment' | 'missing'
  icon: LucideIcon
  words: string
}

const looks: Record<VariableSource, Look> = {
  keychain: { kind: 'keychain', icon: Lock, words: 'from the keychain' },
  memory: { kind: 'environment', icon: DollarSign, words: 'from memory, until you quit' },
  environment: { kind: 'environment', icon: DollarSign, words: 'from the environment' },
  'env-file': { kind: 'environment', icon: DollarSign, words: 'from the .env file' },
  unreadable: { kind: 'missing', icon: Lock, words: 'cannot be decrypted' },
  missing: { kind: 'missing', icon: CircleAlert, words: 'is not set' },
}

/** Said behind the variable's name, such as `is not set`. */
export function sourceWords(source: VariableSource): string {
  return looks[source].words
}

export function ValueToken({ name, source }: { name: string; source: VariableSource }) {
  const look = looks[source]
  return (
    <span className={styles.token} data-kind={look.kind} title={`${name} ${look.words}`}>
      <Icon of={look.icon} size={12} className={styles.icon} />
      <span className="ellipsis">{name}</span>
      <span className="visually-hidden">{look.words}</span>
    </span>
  )
}
