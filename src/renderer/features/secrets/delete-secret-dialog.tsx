// Asks before a secret is deleted, and names the routes that will fail without it.
import { Fragment, useState } from 'react'
import { formatPlural } from '../../../shared/format.ts'
import type { SecretView } from '../../../shared/secret.ts'
import { attempt } from '../../attempt.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { deleteSecret } from './store.ts'

export function DeleteSecretDialog({ secret, onClose }: { secret: SecretView | null; onClose: () => void }) {
  // While the dialog fades out it still shows what it was opened for.
  const [shown, setShown] = useState(secret)
  if (secret && secret !== shown) setShown(secret)

  const remove = async (name: string) => {
    onClose()
    if (await attempt(() => deleteSecret(name))) showToast({ title: `Deleted ${name}.` })
  }
  return (
    <ConfirmDialog
      open={secret !== null}
      title={
        <>
          Delete <code>{shown?.name}</code>?
        </>
      }
      confirm="Delete"
      onClose={onClose}
      onConfirm={() => {
        if (shown) void remove(shown.name)
      }}
    >
      {shown && <Consequence secret={shown} />}
    </ConfirmDialog>
  )
}

function Consequence({ secret }: { secret: SecretView }) {
  if (secret.usedBy.length === 0) return <>No route uses it. The value cannot be brought back.</>
  if (secret.overridesEnvironment)
    return <>The environment sets this name too and answers from then on. The value cannot be brought back.</>
  return (
    <>
      <Paths paths={secret.usedBy} /> will answer 502 until it is set again. The value cannot be brought back.
    </>
  )
}

const shownPaths = 6

function Paths({ paths }: { paths: readonly string[] }) {
  const shown = paths.length > shownPaths ? paths.slice(0, shownPaths - 1) : paths
  const rest = paths.length - shown.length
  return (
    <>
      {shown.map((path, index) => (
        <Fragment key={path}>
          {index > 0 && (index === shown.length - 1 && rest === 0 ? ' and ' : ', ')}
          <code>{path}</code>
        </Fragment>
      ))}
      {rest > 0 && ` and ${formatPlural(rest, 'other route')}`}
    </>
  )
}
