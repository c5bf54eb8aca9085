// The routes in the file's order: the first match from the top answers.
import { ArrowRight, ShieldCheck, TriangleAlert } from 'lucide-react'
import type { Problem, RouteView } from '../../../shared/route.ts'
import { attempt } from '../../attempt.ts'
import { Cell, Grid, GridBody, GridHead, GridRow, HeadCell } from '../../ui/grid.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Quantity } from '../../ui/quantity.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useRovingRows } from '../../ui/use-roving-rows.ts'
import { ValueToken } from '../../ui/value-token.tsx'
import styles from './routes-table.module.css'
import { routeKey, setRouteEnabled } from './store.ts'
import { splitTarget } from './target.ts'

const shownVariables = 2

interface RoutesTableProps {
  routes: readonly RouteView[]
  /** Warnings by the route's place in the file. */
  warnings: ReadonlyMap<number, Problem>
}

export function RoutesTable({ routes, warnings }: RoutesTableProps) {
  const roving = useRovingRows(routes.map(routeKey))
  return (
    <Grid label="Routes" rowCount={routes.length + 1} className={styles.grid} onKeyDown={roving.onKeyDown}>
      <GridHead className={styles.columns}>
        <HeadCell>On</HeadCell>
        <HeadCell>Path</HeadCell>
        <HeadCell className={styles.arrow}>
          <span className="visually-hidden">leads to</span>
        </HeadCell>
        <HeadCell>Target</HeadCell>
        <HeadCell className={styles.methods}>Methods</HeadCell>
        <HeadCell>Variables</HeadCell>
        <HeadCell className={styles.auth}>Auth</HeadCell>
      </GridHead>
      <GridBody className={styles.columns}>
        {routes.map((route, index) => (
          <GridRow
            key={routeKey(route)}
            index={index}
            className={styles.row}
            data-off={route.enabled ? undefined : ''}
            {...roving.rowProps(index)}
          >
            <Cell className={styles.on}>
              <Switch
                label={`${route.path} on`}
                checked={route.enabled}
                tabIndex={roving.controlTabIndex(index)}
                onCheckedChange={(enabled) => void attempt(() => setRouteEnabled(route, enabled))}
              />
            </Cell>
            <PathCell route={route} warning={warnings.get(route.index)} />
            <Cell className={styles.arrow}>
              <Icon of={ArrowRight} size={14} />
            </Cell>
            <TargetCell target={route.target} />
            <Cell className={styles.methods} title={route.methods.join(', ')}>
              <span className="ellipsis">{route.methods.length === 0 ? 'Any' : route.methods.join(' ')}</span>
            </Cell>
            <VariablesCell variables={route.variables} />
            <Cell className={styles.auth}>
              {route.auth && (
                <span title="Requires the client key">
                  <Icon of={ShieldCheck} size={14} />
                  <span className="visually-hidden">Requires the client key</span>
                </span>
              )}
            </Cell>
          </GridRow>
        ))}
      </GridBody>
    </Grid>
  )
}

function PathCell({ route, warning }: { route: RouteView; warning: Problem | undefined }) {
  return (
    <Cell className={styles.path} title={route.includeSubpath ? `${route.path} and what is below it` : route.path}>
      <span className="ellipsis">
        {route.path}
        {route.includeSubpath && <span className={styles.below}>/*</span>}
      </span>
      {warning && (
        <span className={styles.warning} title={warning.message}>
          <Icon of={TriangleAlert} size={12} />
          <span className="visually-hidden">{warning.message}</span>
        </span>
      )}
    </Cell>
  )
}

function TargetCell({ target }: { target: string }) {
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

const isBroken = ({ source }: RouteView['variables'][number]) => source === 'missing' || source === 'unreadable'

function VariablesCell({ variables }: { variables: RouteView['variables'] }) {
  // What keeps a route from working comes first, so that it is never among the hidden.
  const sorted = [...variables].sort((one, other) => Number(isBroken(other)) - Number(isBroken(one)))
  const hidden = sorted.slice(shownVariables)
  return (
    <Cell className={styles.variables}>
      {variables.length === 0 && <Quantity text={null} />}
      {sorted.slice(0, shownVariables).map((variable) => (
        <ValueToken key={variable.name} name={variable.name} source={variable.source} />
      ))}
      {hidden.length > 0 && (
        <span className={styles.more} title={hidden.map(({ name }) => name).join(', ')}>
          +{hidden.length}
        </span>
      )}
    </Cell>
  )
}
