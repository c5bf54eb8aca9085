// Says how many credentials stand in config.yaml in plain text, and offers to move them.
import { formatPlural } from '../../../shared/format.ts'
import { useIsBrowser } from '../../app-info.ts'
import { useLive } from '../../live-value.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { routes } from '../routes/store.ts'
import { useLiterals } from './literals.ts'
import { openMoveLiterals } from './secrets-dialogs-store.ts'

export function LiteralsBanner() {
  const literals = useLiterals()
  // There is no keychain to move them to.
  const isInBrowser = useIsBrowser()
  const file = useLive(routes).value?.file.name ?? 'config.yaml'
  if (literals.status !== 'ready' || literals.value.length === 0) return null
  const { length } = literals.value
  return (
    <Banner
      kind="warn"
      fact={`${formatPlural(length, 'credential stands', 'credentials stand')} in ${file} in plain text.`}
      actions={
        !isInBrowser && (
          <Button size="small" onClick={openMoveLiterals}>
            Move to keychain…
          </Button>
        )
      }
    >
      Whoever reads the file has {length === 1 ? 'it' : 'them'}.
    </Banner>
  )
}
