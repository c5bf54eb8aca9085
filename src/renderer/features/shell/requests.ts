// Does what main asks of the window: says something, shows a route's traffic, offers a route that a link describes.
import { createStore } from 'zustand/vanilla'
import type { RouteFields } from '../../../shared/route.ts'
import type { WindowRequest } from '../../../shared/window-request.ts'
import { call, on } from '../../api.ts'
import { openPage } from '../../pages.ts'
import { isDialogOpen } from '../../ui/is-dialog-open.ts'
import { showToast } from '../../ui/toast.tsx'
import { showTraffic } from '../routes/show-traffic.ts'

/** What links offer, the first one open in the dialog. */
export const offers = createStore<{ routes: readonly RouteFields[] }>(() => ({ routes: [] }))

export function closeOffer(): void {
  offers.setState(({ routes }) => ({ routes: routes.slice(1) }))
}

function answer(request: WindowRequest): void {
  switch (request.kind) {
    case 'notice':
      showToast({ title: request.words, kind: request.isDanger ? 'danger' : 'done' })
      break
    case 'settings':
      // A dialog would go with its page, and with it what is typed there.
      if (!isDialogOpen()) openPage('settings')
      break
    case 'traffic':
      if (!isDialogOpen()) showTraffic({ path: request.route })
      break
    case 'offer-route':
      offers.setState(({ routes }) => ({ routes: [...routes, request.fields] }))
      break
  }
}

/** What waited for a window is answered too. Returns the function that ends it. */
export function followRequests(): () => void {
  const take = async () => {
    for (const request of await call('window.takeRequests')) answer(request)
  }
  // A request that cannot be asked for is told of again with the next one.
  const takeSoon = () => void take().catch(() => {})
  const leave = on('window.requested', takeSoon)
  takeSoon()
  return leave
}
