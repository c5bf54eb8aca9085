// Says that there is no keychain to save secrets in, and what would help.
import { useState } from 'react'
import { formatClock } from '../../../shared/format.ts'
import type { KeychainState } from '../../../shared/secret.ts'
import { usePlatform } from '../../app-info.ts'
import { attempt } from '../../attempt.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast.tsx'
import { checkKeychain } from './store.ts'

export function KeychainBanner({ keychain }: { keychain: KeychainState }) {
  return keychain.reason === 'browser' ? <InBrowser /> : <NotAvailable name={keychain.name} />
}

function InBrowser() {
  return (
    <Banner kind="info" fact="Secrets are kept in memory here.">
      Values you add are gone when the server stops. To keep them, set them in its environment or in the file of its{' '}
      <code>--env-file</code>.
    </Banner>
  )
}

function NotAvailable({ name }: { name: string }) {
  const platform = usePlatform()
  const [checking, setChecking] = useState(false)
  const [checkedAt, setCheckedAt] = useState<number | null>(null)
  const check = async () => {
    setChecking(true)
    await attempt(async () => {
      const keychain = await checkKeychain()
      if (keychain.available) showToast({ title: `${keychain.name} is available. Values you add now are saved.` })
    })
    setCheckedAt(Date.now())
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
      as usual.{checkedAt !== null && <> {stillMissing(platform, checkedAt)}</>}
    </Banner>
  )
}

/** On Linux the system's answer stays what it was for as long as a program runs. */
function stillMissing(platform: ReturnType<typeof usePlatform>, checkedAt: number): string {
  const words = `Still not available at ${formatClock(checkedAt)}.`
  return platform === 'linux'
    ? `${words} One that was unlocked meanwhile is found when Throughline starts again.`
    : words
}
