// Says that the page in a browser has lost its host, and what becomes of it.
import { useStore } from 'zustand'
import { connection } from '../../connection.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

export function ConnectionBanner() {
  const state = useStore(connection, (current) => current.state)
  if (state === 'connected') return null
  if (state === 'away') {
    return (
      <Banner kind="warn" fact="Not connected to Throughline.">
        What is shown may be out of date, and nothing can be changed. It connects again by itself.
      </Banner>
    )
  }
  return (
    <Banner
      kind="warn"
      fact="Throughline was started again, so this browser is signed out."
      actions={
        <Button size="small" onClick={() => location.reload()}>
          Sign in
        </Button>
      }
    >
      Open the address that it printed, or sign in with the password.
    </Banner>
  )
}
