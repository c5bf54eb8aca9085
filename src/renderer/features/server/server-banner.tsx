// Says why the server could not start, and what can be done.
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { server, startServer } from './store.ts'

export function ServerBanner() {
  const state = useLive(server).value
  if (state?.state !== 'failed' || !state.error) return null
  const { message, freePort } = state.error
  // The first sentence is the fact, the rest the remedy.
  const end = message.indexOf('. ') + 1
  const fact = end > 0 ? message.slice(0, end) : message
  return (
    <Banner
      kind="danger"
      fact={fact}
      actions={
        <>
          {freePort !== null && (
            <Button size="small" onClick={() => void attempt(() => startServer(freePort))}>
              Use {freePort}
            </Button>
          )}
          <Button size="small" onClick={() => void attempt(() => startServer())}>
            Start again
          </Button>
        </>
      }
    >
      {message.slice(fact.length)}
    </Banner>
  )
}
