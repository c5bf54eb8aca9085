// The names that routes use or that Throughline keeps, with how each stands.
import type { LucideIcon } from 'lucide-react'
import { Check, CircleX, Clock, Layers, Lock, Pencil, Trash2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { formatMoment } from '../../../shared/format.ts'
import type { KeychainState, SecretView } from '../../../shared/secret.ts'
import { Button } from '../../ui/button.tsx'
import gridStyles from '../../ui/grid.module.css'
import { Cell, Grid, GridBody, GridRow } from '../../ui/grid.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { PathChip } from '../../ui/path-chip.tsx'
import { Quantity } from '../../ui/quantity.tsx'
import { useRovingRows } from '../../ui/use-roving-rows.ts'
import { openRoute } from '../routes/store.ts'
import type { SecretSort } from './secret-order.ts'
import { editWords, isKept, type SecretStatus, statusOf, statusReason, statusWords, storedIn } from './secret-words.ts'
import { SecretsHead } from './secrets-head.tsx'
import styles from './secrets-table.module.css'
import { useFocusAfterRemoval } from './use-focus-after-removal.ts'

const icons: Record<SecretStatus, LucideIcon> = {
  missing: CircleX,
  unreadable: Lock,
  'not-saved': Clock,
  'over-environment': Layers,
  ok: Check,
}

interface RowActions {
  onEnter: (secret: SecretView) => void
  onDelete: (secret: SecretView) => void
}

interface SecretsTableProps extends RowActions {
  secrets: readonly SecretView[]
  keychain: KeychainState
  sort: SecretSort
  onSort: (sort: SecretSort) => void
}

export function SecretsTable({ secrets, keychain, sort, onSort, ...actions }: SecretsTableProps) {
  const names = secrets.map(({ name }) => name)
  const roving = useRovingRows(names)
  const focus = useFocusAfterRemoval(names)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    roving.onKeyDown(event)
    // A control in the row has keys of its own.
    const secret = event.target instanceof HTMLElement ? secrets[Number(event.target.dataset.place)] : undefined
    if (!secret || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.key === 'Enter') actions.onEnter(secret)
    else if ((event.key === 'Delete' || event.key === 'Backspace') && isKept(secret)) actions.onDelete(secret)
    else return
    event.preventDefault()
  }
  return (
    <Grid label="Secrets" rowCount={secrets.length + 1} className={styles.grid} onKeyDown={onKeyDown} {...focus}>
      <SecretsHead sort={sort} onSort={onSort} />
      <GridBody className={styles.columns}>
        {secrets.map((secret, index) => (
          <GridRow
            key={secret.name}
            index={index}
            className={styles.row}
            data-place={index}
            {...roving.rowProps(index)}
          >
            <StatusCell secret={secret} keychain={keychain} />
            <Cell className={styles.name}>
              <span className="ellipsis selectable" title={secret.name}>
                {secret.name}
              </span>
            </Cell>
            <UsedByCell paths={secret.usedBy} tabIndex={roving.controlTabIndex(index)} />
            <StoredCell secret={secret} keychain={keychain} />
            <Cell className={styles.updated}>
              {secret.updatedAt === null ? <Quantity text={null} /> : formatMoment(secret.updatedAt, Date.now())}
            </Cell>
            <ActionsCell secret={secret} tabIndex={roving.controlTabIndex(index)} {...actions} />
          </GridRow>
        ))}
      </GridBody>
    </Grid>
  )
}

function StatusCell({ secret, keychain }: { secret: SecretView; keychain: KeychainState }) {
  const status = statusOf(secret)
  return (
    <Cell title={statusReason(secret, keychain) ?? undefined}>
      <span className={styles.status} data-status={status}>
        <Icon of={icons[status]} size={14} />
        {statusWords[status]}
      </span>
    </Cell>
  )
}

const shownPaths = 3

function UsedByCell({ paths, tabIndex }: { paths: readonly string[]; tabIndex: number }) {
  if (paths.length === 0) return <Cell className={styles.dim}>Not used by any route</Cell>
  return (
    <Cell>
      {paths.slice(0, shownPaths).map((path) => (
        <button
          key={path}
          type="button"
          className={styles.path}
          title={`${path}: open the route`}
          tabIndex={tabIndex}
          onClick={() => openRoute(path)}
        >
          <PathChip path={path} />
        </button>
      ))}
      {paths.length > shownPaths && (
        <span className={styles.more} title={paths.slice(shownPaths).join(', ')}>
          +{paths.length - shownPaths}
        </span>
      )}
    </Cell>
  )
}

function StoredCell({ secret, keychain }: { secret: SecretView; keychain: KeychainState }) {
  const words = storedIn(secret, keychain)
  return (
    <Cell className={secret.source === 'missing' ? styles.nowhere : styles.stored} title={words}>
      <span className="ellipsis">{words}</span>
    </Cell>
  )
}

function ActionsCell({ secret, tabIndex, onEnter, onDelete }: RowActions & { secret: SecretView; tabIndex: number }) {
  const { name, source } = secret
  return (
    <Cell end className={gridStyles.actions}>
      {source !== 'missing' && source !== 'unreadable' && (
        <IconButton
          className={gridStyles.quiet}
          icon={Pencil}
          size="small"
          label={`${editWords(secret)}${isKept(secret) ? ' of' : ':'} ${name}`}
          hint={editWords(secret)}
          tabIndex={tabIndex}
          onClick={() => onEnter(secret)}
        />
      )}
      {isKept(secret) && (
        <IconButton
          className={gridStyles.quiet}
          icon={Trash2}
          size="small"
          label={`Delete ${name}`}
          hint="Delete"
          tabIndex={tabIndex}
          onClick={() => onDelete(secret)}
        />
      )}
      {source === 'missing' && (
        <Button kind="link" aria-label={`Add value of ${name}`} tabIndex={tabIndex} onClick={() => onEnter(secret)}>
          Add value
        </Button>
      )}
      {source === 'unreadable' && (
        <Button kind="link" aria-label={`Enter again: ${name}`} tabIndex={tabIndex} onClick={() => onEnter(secret)}>
          Enter again
        </Button>
      )}
    </Cell>
  )
}
