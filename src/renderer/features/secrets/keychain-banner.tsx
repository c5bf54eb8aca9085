// Says that there is no keychain to save secrets in, and what would help.
import { useState } from 'react'
import { usePlatform } from '../../app-info.ts'
import { attempt } from '../../attempt.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { checkKeychain } from './store.ts'

export function KeychainBanner({ name }: { name: string }) {
  const platform = usePlatform()
  const [checking, setChecking] = useState(false)
  const check = async () => {
    setChecking(true)
    await attempt(checkKeychain)
    setChecking(false)
  }
  const remedy =
    platform === 'darwin' || platform === 'win32'
      ? `make ${name} available`
      : 'install and unlock GNOME Keyring or KWallet'
  return (
    <Banner
      kind="warn"
      fact="OS keychain not available: secrets are not saved."
      actions={
        <Button size="small" busy={checking} onClick={() => void check()}>
          Check again
        </Button>
      }
    >
      Values you add stay in memory until you quit. To keep them, {remedy}, then check again. Environment variables work
      as usual.
    </Banner>
  )
}
