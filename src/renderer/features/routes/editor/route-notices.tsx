// What is wrong with the route as a whole, above its fields: nothing reaches it, or a key that has no field.

import { CircleAlert, TriangleAlert } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import styles from './route-notices.module.css'
import type { RouteProblems } from './route-problems.ts'

interface RouteNoticesProps {
  problems: RouteProblems
  /** @param row of the route that matches first, from 1 */
  onMoveAbove: (row: number) => void
}

export function RouteNotices({ problems: { shadow, others }, onMoveAbove }: RouteNoticesProps) {
  if (shadow === null && others.length === 0) return null
  return (
    <div className={styles.notices}>
      {shadow !== null && (
        <div className={styles.notice} data-severity="warning" role="status">
          <Icon of={TriangleAlert} className={styles.icon} />
          <span className={styles.words}>
            <b>
              Shadowed by <code>{shadow.path}</code>.
            </b>{' '}
            Row {shadow.row} matches first, so nothing reaches this route.
          </span>
          <Button size="small" onClick={() => onMoveAbove(shadow.row)}>
            Move above
          </Button>
        </div>
      )}
      {others.map(({ severity, message }) => (
        <div key={message} className={styles.notice} data-severity={severity} role="status">
          <Icon of={severity === 'error' ? CircleAlert : TriangleAlert} className={styles.icon} />
          <span className={styles.words}>{message}</span>
        </div>
      ))}
    </div>
  )
}
