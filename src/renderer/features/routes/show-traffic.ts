// Leads from a route to the exchanges that it answered.

import { addToken } from '../../../shared/filter/filter.ts'
import type { RouteView } from '../../../shared/route.ts'
import { openPage } from '../../pages.ts'
import { setFilterText, setQuickFilter } from '../traffic/store.ts'

export function showTraffic({ path }: Pick<RouteView, 'path'>): void {
  const token = { kind: 'term', isNot: false, key: 'route', name: null, operator: ':', value: path } as const
  openPage('traffic')
  setQuickFilter('all')
  setFilterText(addToken('', token))
}
