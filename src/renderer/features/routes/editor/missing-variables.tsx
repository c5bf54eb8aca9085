// Names the variables in some texts that have no value, and offers to set them.
import { Button } from '../../../ui/button.tsx'
import { askForSecrets } from '../dialogs-store.ts'
import styles from './missing-variables.module.css'
import { isBroken, useVariables } from './use-variables.ts'
import { variablesIn } from './variable-options.ts'

export function MissingVariables({ texts }: { texts: readonly (string | null)[] }) {
  const { sourceOf } = useVariables()
  const missing = variablesIn(texts).filter((name) => isBroken(sourceOf(name)))
  return missing.map((name) => (
    <div key={name} className={styles.missing}>
      <span>
        <code>{name}</code> {sourceOf(name) === 'missing' ? 'is not set.' : 'cannot be decrypted.'}
      </span>
      <Button kind="link" aria-label={`Set value of ${name}`} onClick={() => askForSecrets([name])}>
        Set value
      </Button>
    </div>
  ))
}
