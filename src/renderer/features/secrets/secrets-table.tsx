// The names that routes use or that Throughline keeps, with how each stands.
import type { LucideIcon } from 'lucide-react'
import { Check, CircleX, Clock, Layers, Lock, Pencil, Trash2 } from 'lucide-react'
import { formatMoment } from '../../../shared/format.ts'
import type { KeychainState, SecretView } from '../../../shared/secret.ts'
import { Button } from '../../ui/button.tsx'
import { Cell, Grid, GridBody, GridHead, GridRow, HeadCell } from '../../ui/grid.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { PathChip } from '../../ui/path-chip.tsx'
import { Quantity } from '../../ui/quantity.tsx'
import { useRovingRows } from '../../ui/use-roving-rows.ts'
import { isKept, type SecretStatus, statusOf, statusWords, storedIn } from './secret-words.ts'
import styles from './secrets-table.module.css'

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
}

export function SecretsTable({ secrets, keychain, ...actions }: SecretsTableProps) {
  const roving = useRovingRows(secrets.map(({ name }) => name))
  return (
    <Grid label="Secrets" rowCount={secrets.length + 1} className={styles.grid} onKeyDown={roving.onKeyDown}>
      <GridHead className={styles.columns}>
        <HeadCell sorted>Status</HeadCell>
        <HeadCell>Name</HeadCell>
        <HeadCell>Used by</HeadCell>
        <HeadCell className={styles.stored}>Stored in</HeadCell>
        <HeadCell className={styles.updated}>Last updated</HeadCell>
        <HeadCell>
          <span className="visually-hidden">Actions</span>
        </HeadCell>
      </GridHead>
      <GridBody className={styles.columns}>
        {secrets.map((secret, index) => (
          <GridRow key={secret.name} index={index} className={styles.row} {...roving.rowProps(index)}>
            <StatusCell status={statusOf(secret)} />
            <Cell className={styles.name}>
              <span className="ellipsis selectable" title={secret.name}>
                {secret.name}
              </span>
            </Cell>
            <UsedByCell paths={secret.usedBy} />
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

function StatusCell({ status }: { status: SecretStatus }) {
  return (
    <Cell>
      <span className={styles.status} data-status={status}>
        <Icon of={icons[status]} size={14} />
        {statusWords[status]}
      </span>
    </Cell>
  )
}

function UsedByCell({ paths }: { paths: readonly string[] }) {
  if (paths.length === 0) return <Cell className={styles.dim}>Not used by any route</Cell>
  return (
    <Cell title={paths.join(', ')}>
      {paths.map((path) => (
        <PathChip key={path} path={path} />
      ))}
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
    <Cell end className={styles.actions}>
      {(source === 'keychain' || source === 'memory') && (
        <IconButton
          className={styles.quiet}
          icon={Pencil}
          size="small"
          label={`Replace value of ${name}`}
          hint="Replace value"
          tabIndex={tabIndex}
          onClick={() => onEnter(secret)}
        />
      )}
      {isKept(secret) && (
        <IconButton
          className={styles.quiet}
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
