// Where a secret is to be kept: in the OS keychain, or in memory until the app quits.
import type { KeychainState } from '../../../shared/secret.ts'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import { goneWhen } from './secret-words.ts'

export type KeepIn = 'keychain' | 'memory'

interface KeepInChoiceProps {
  keychain: KeychainState
  value: KeepIn
  onValueChange: (value: KeepIn) => void
}

export function KeepInChoice({ keychain, value, onValueChange }: KeepInChoiceProps) {
  return (
    <RadioChoice
      label="Keep it in"
      value={value}
      onValueChange={onValueChange}
      options={[
        keychain.available
          ? { value: 'keychain', label: keychain.name, help: 'Encrypted. Kept when Throughline quits.' }
          : {
              value: 'keychain',
              label: 'OS keychain',
              help: keychain.reason === 'browser' ? 'Not in a browser.' : 'Not available on this computer now.',
              disabled: true,
            },
        { value: 'memory', label: 'Memory', help: `${goneWhen(keychain).replace('g', 'G')}.` },
      ]}
    />
  )
}
