// The Secrets page.
import { CircleX, ClipboardPaste, Clock, Lock, Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { SecretsState, SecretView } from '../../../shared/secret.ts'
import { useShortcut } from '../../app-info.ts'
import { useLive } from '../../live-value.ts'
import { Loaded } from '../../loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { NoMatch } from '../../ui/no-match.tsx'
import { Page, PageNote, StatusBar, StatusItem } from '../../ui/page.tsx'
import { QuickFilters } from '../../ui/quick-filters.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { DeleteSecretDialog } from './delete-secret-dialog.tsx'
import { KeychainBanner } from './keychain-banner.tsx'
import { LiteralsBanner } from './literals-banner.tsx'
import { PasteEnvDialog } from './paste-env-dialog.tsx'
import { SecretDialog, type SecretRequest } from './secret-dialog.tsx'
import { defaultSort, sortSecrets } from './secret-order.ts'
import { matchesSecretFilter, type SecretFilter, secretFilterLabels, secretFilters, statusOf } from './secret-words.ts'
import { SecretsTable } from './secrets-table.tsx'
import { secrets } from './store.ts'

export function SecretsPage() {
  const live = useLive(secrets)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<SecretFilter>('all')
  const [request, setRequest] = useState<SecretRequest | null>(null)
  const [sort, setSort] = useState(defaultSort)
  const [isPasting, setPasting] = useState(false)
  const [deleting, setDeleting] = useState<SecretView | null>(null)
  const shortcut = useShortcut('F')

  const words = search.trim().toLowerCase()
  const found = (live.value?.secrets ?? []).filter((secret) =>
    [secret.name, ...secret.usedBy].join('\n').toLowerCase().includes(words),
  )
  const clear = () => {
    setSearch('')
    setFilter('all')
  }
  const list = (state: SecretsState) => {
    const matching = found.filter((secret) => matchesSecretFilter(filter, secret))
    const shown = sortSecrets(matching, state.keychain, sort)
    if (state.secrets.length === 0)
      return (
        <EmptyState title="No secrets yet">
          Names that routes need with <code>os.environ/NAME</code> are listed here by themselves.
        </EmptyState>
      )
    if (shown.length === 0)
      return <NoMatch noun="secrets" total={state.secrets.length} clear="Clear filter" onClear={clear} />
    return (
      <SecretsTable
        secrets={shown}
        keychain={state.keychain}
        sort={sort}
        onSort={setSort}
        onEnter={(secret) => setRequest({ secret })}
        onDelete={setDeleting}
      />
    )
  }

  return (
    <Page
      title="Secrets"
      toolbar={
        <>
          <SearchField
            label="Search secrets"
            placeholder="Search name or route"
            shortcut={shortcut}
            value={search}
            onValueChange={setSearch}
          />
          <QuickFilters
            options={secretFilters.map((value) => ({
              value,
              label: secretFilterLabels[value],
              count: found.filter((secret) => matchesSecretFilter(value, secret)).length,
            }))}
            value={filter}
            onValueChange={setFilter}
          />
          <span className="grow" />
          {live.value && (
            <>
              <Button icon={ClipboardPaste} onClick={() => setPasting(true)}>
                Paste .env…
              </Button>
              <Button kind="primary" icon={Plus} onClick={() => setRequest({ secret: null })}>
                Add secret
              </Button>
            </>
          )}
        </>
      }
    >
      <Loaded live={live} what="the secrets" onRetry={() => void secrets.load()}>
        {(state) => (
          <>
            {!state.keychain.available && <KeychainBanner keychain={state.keychain} />}
            <LiteralsBanner />
            {list(state)}
            <PageNote>
              <Icon of={Lock} size={14} />
              Values are write-only. Throughline reads one when it sends a request that needs it, and never shows it
              again.
            </PageNote>
            <SecretDialog request={request} state={state} onClose={() => setRequest(null)} />
            <PasteEnvDialog open={isPasting} state={state} onClose={() => setPasting(false)} />
            <DeleteSecretDialog secret={deleting} onClose={() => setDeleting(null)} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

export function SecretsStatus() {
  const state = useLive(secrets).value
  if (!state) return null
  const count = (status: ReturnType<typeof statusOf>) =>
    state.secrets.filter((secret) => statusOf(secret) === status).length
  const missing = count('missing')
  const unreadable = count('unreadable')
  const notSaved = count('not-saved')
  return (
    <StatusBar
      end={
        <>
          {missing > 0 && (
            <StatusItem tone="danger">
              <Icon of={CircleX} size={12} />
              {missing} missing
            </StatusItem>
          )}
          {unreadable > 0 && (
            <StatusItem tone="warn">
              <Icon of={Lock} size={12} />
              {unreadable} cannot be decrypted
            </StatusItem>
          )}
          {notSaved > 0 && (
            <StatusItem tone="warn">
              <Icon of={Clock} size={12} />
              {notSaved} not saved
            </StatusItem>
          )}
        </>
      }
    >
      <StatusItem>
        <b>{state.secrets.length}</b> {state.secrets.length === 1 ? 'name' : 'names'}
      </StatusItem>
      {state.keychain.available ? (
        <StatusItem>
          <Icon of={Lock} size={12} />
          {state.keychain.name}
        </StatusItem>
      ) : (
        <StatusItem {...(state.keychain.reason === 'browser' ? {} : { tone: 'warn' })}>
          <Icon of={TriangleAlert} size={12} />
          No OS keychain
        </StatusItem>
      )}
    </StatusBar>
  )
}
