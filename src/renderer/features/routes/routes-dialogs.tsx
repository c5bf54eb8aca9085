// The dialogs of the Routes page: a variable's value, and the name of the client key.
import { useStore } from 'zustand'
import type { SecretView } from '../../../shared/secret.ts'
import { useLive } from '../../live-value.ts'
import { SecretDialog, type SecretRequest } from '../secrets/secret-dialog.tsx'
import { secrets } from '../secrets/store.ts'
import { closeSecret, routesDialogs } from './dialogs-store.ts'
import { MasterKeyDialog } from './master-key-dialog.tsx'

/** The same request for the same secret: a new one would open the dialog anew. */
const requests = new WeakMap<SecretView, SecretRequest>()

function requestFor(secret: SecretView): SecretRequest {
  const request = requests.get(secret) ?? { secret }
  requests.set(secret, request)
  return request
}

export function RoutesDialogs() {
  const state = useLive(secrets).value
  const [asked] = useStore(routesDialogs, (dialogs) => dialogs.secrets)
  return (
    <>
      {state && <SecretDialog request={asked ? requestFor(asked) : null} state={state} onClose={closeSecret} />}
      <MasterKeyDialog />
    </>
  )
}
