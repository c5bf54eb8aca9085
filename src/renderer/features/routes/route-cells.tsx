// The cells of a route's row, with what is wrong in each and the button that mends it.
import { ArrowRight, ShieldAlert, ShieldCheck, TriangleAlert } from 'lucide-react'
import { formatPlural } from '../../../shared/format.ts'
import type { RouteView } from '../../../shared/route.ts'
import { Cell } from '../../ui/grid.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Quantity } from '../../ui/quantity.tsx'
import { ValueToken } from '../../ui/value-token.tsx'
import { openMoveLiterals } from '../secrets/secrets-dialogs-store.ts'
import { moveAbove } from './actions.ts'
import { askForSecrets, openMasterKey } from './dialogs-store.ts'
import { asSentence } from './editor/route-problems.ts'
import { MendButton } from './mend-button.tsx'
import styles from './route-cells.module.css'
import type { RowWarnings } from './route-warnings.ts'
import { showView } from './store.ts'
import { splitTarget } from './target.ts'

interface CellProps {
  route: RouteView
  /** For the buttons in it. */
  tabIndex: number
}

export function PathCell({ route, warnings, tabIndex }: CellProps & { warnings: RowWarnings | undefined }) {
  const { shadow = null, others = [] } = warnings ?? {}
  const [other] = others
  return (
    <Cell className={styles.path}>
      <span className="ellipsis" title={route.includeSubpath ? `${route.path} and what is below it` : route.path}>
        {route.path}
        {route.includeSubpath && <span className={styles.below}>{route.path.endsWith('/') ? '*' : '/*'}</span>}
      </span>
      {shadow && (
        <MendButton
          icon={TriangleAlert}
          words="Shadowed"
          label={`Shadowed by ${shadow.path}: row ${shadow.row} matches first. Move above`}
          tabIndex={tabIndex}
          onMend={() => void moveAbove(route, shadow.row)}
        />
      )}
      {other && (
        <MendButton
          icon={TriangleAlert}
          words={others.length === 1 ? 'Warning' : formatPlural(others.length, 'warning')}
          label={`${others.length === 1 ? 'Warning' : formatPlural(others.length, 'warning')}: ${asSentence(other.message)} Show in YAML`}
          tabIndex={tabIndex}
          onMend={() => showView('yaml', other.line)}
        />
      )}
    </Cell>
  )
}

export function ArrowCell() {
  return (
    <Cell className={styles.arrow}>
      <Icon of={ArrowRight} size={12} />
    </Cell>
  )
}

export function TargetCell({ route: { target } }: Pick<CellProps, 'route'>) {
  const { scheme, host, rest } = splitTarget(target)
  return (
    <Cell className={styles.target} title={target}>
      <span className="ellipsis">
        {scheme}
        <span className={styles.host}>{host}</span>
        {rest}
      </span>
    </Cell>
  )
}

export function MethodsCell({ route: { methods } }: Pick<CellProps, 'route'>) {
  return (
    <Cell className={styles.methods} title={methods.join(', ')}>
      <span className="ellipsis">{methods.length === 0 ? 'Any' : methods.join(' ')}</span>
    </Cell>
  )
}

type Variable = RouteView['variables'][number]

const isBroken = ({ source }: Variable) => source === 'missing' || source === 'unreadable'

export function HeadersCell({ route, hasLiteral, tabIndex }: CellProps & { hasLiteral: boolean }) {
  const { variables, headers } = route
  // What keeps the route from working comes first, so that it is never among the hidden.
  const [first, ...hidden] = [...variables].sort((one, other) => Number(isBroken(other)) - Number(isBroken(one)))
  const more = Math.max(hidden.length, headers.length - 1)
  const words = [...headers, ...hidden.map(({ name }) => name)].join(', ')
  return (
    <Cell className={styles.headers}>
      {!first && headers.length === 0 && <Quantity text={null} />}
      {first && isBroken(first) && <BrokenVariable variable={first} tabIndex={tabIndex} />}
      {first && !isBroken(first) && <ValueToken name={first.name} source={first.source} />}
      {!first && headers.length > 0 && (
        <span className={styles.literal} title={headers.join(', ')}>
          {headers[0]}
        </span>
      )}
      {more > 0 && (
        <span className={styles.more} title={words}>
          +{more}
          <span className="visually-hidden"> more: {words}</span>
        </span>
      )}
      {hasLiteral && (
        <MendButton
          icon={TriangleAlert}
          words="Plain text"
          label="Plain text: a credential of this route stands in the file. Move to keychain"
          tabIndex={tabIndex}
          onMend={openMoveLiterals}
        />
      )}
    </Cell>
  )
}

function BrokenVariable({ variable: { name, source }, tabIndex }: { variable: Variable; tabIndex: number }) {
  const label = source === 'missing' ? `${name} is not set. Add secret` : `${name} cannot be decrypted. Enter it again`
  return (
    <button
      type="button"
      className={styles.broken}
      aria-label={label}
      title={label}
      tabIndex={tabIndex}
      onClick={() => askForSecrets([name])}
    >
      <ValueToken name={name} source={source} />
    </button>
  )
}

export function AuthCell({ route, hasMasterKey, tabIndex }: CellProps & { hasMasterKey: boolean }) {
  return (
    <Cell className={styles.auth}>
      {route.auth && hasMasterKey && (
        <span title="Requires the client key">
          <Icon of={ShieldCheck} size={14} />
          <span className="visually-hidden">Requires the client key</span>
        </span>
      )}
      {route.auth && !hasMasterKey && (
        <MendButton
          icon={ShieldAlert}
          words=""
          tone="danger"
          label="There is no client key, so nobody is let in. Set client key"
          tabIndex={tabIndex}
          onMend={openMasterKey}
        />
      )}
    </Cell>
  )
}
