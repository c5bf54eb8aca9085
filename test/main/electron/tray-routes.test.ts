// The tray's switches act as the window's do, on the real file, and say what they could not do.
import { readFile } from 'node:fs/promises'
import { expect, it, vi } from 'vitest'
import { createDispatchCall } from '../../../src/main/api/dispatch-call.ts'
import { createHandlers } from '../../../src/main/api/handlers.ts'
import { createTrayRoutes, followRoutes } from '../../../src/main/electron/tray-routes.ts'
import { startApp } from '../api/start-app.ts'

async function setUp() {
  const app = await startApp()
  let updates = 0
  let opened = 0
  const dispatch = createDispatchCall({
    handlers: createHandlers(app.services),
    onInternalError: (error) => {
      throw error
    },
  })
  const routes = createTrayRoutes({
    services: app.services,
    dispatch,
    update: () => {
      updates += 1
    },
    openWindow: () => {
      opened += 1
    },
  })
  const press = () => {
    const [route] = routes.list()
    if (route) routes.setEnabled(route, !route.enabled)
  }
  return { ...app, press, updates: () => updates, opened: () => opened }
}

it('a switch writes the file, and the menu is shown anew', async () => {
  const { config, press, updates, opened } = await setUp()
  press()
  await vi.waitFor(async () => expect(await readFile(config.path, 'utf8')).toContain('enabled: false'))
  await vi.waitFor(() => expect(updates()).toBe(1))
  expect(config.running.routes[0]?.enabled).toBe(false)
  expect(opened()).toBe(0)
})

it('where other changes wait to be saved, the window says that this one waits with them', async () => {
  const { call, services, press, opened } = await setUp()
  const { text, revision } = await call('config.text', undefined)
  await call('config.setText', { text: `${text}# typed\n`, revision })
  press()
  await vi.waitFor(() => expect(opened()).toBe(1))
  expect(services.windowRequests.take()).toMatchObject([
    { kind: 'notice', words: '/echo is switched when the file is saved: it has other changes.' },
  ])
})

it('a switch that fails says why, and the menu goes back', async () => {
  const { call, services, press, updates, opened } = await setUp()
  const { revision } = await call('config.text', undefined)
  await call('config.setText', { text: 'general_settings: [', revision })
  press()
  await vi.waitFor(() => expect(opened()).toBe(1))
  expect(updates()).toBe(1)
  expect(services.windowRequests.take()).toMatchObject([{ kind: 'notice', isDanger: true }])
})

it('the menu follows the routes, not each letter that is typed', async () => {
  const { call, config } = await setUp()
  let updates = 0
  followRoutes(config, () => {
    updates += 1
  })
  const { text, revision } = await call('config.text', undefined)
  await call('config.setText', { text: `${text}# typed\n`, revision })
  expect(updates).toBe(0)
  await call('routes.setEnabled', { index: 0, path: '/echo', enabled: false })
  expect(updates).toBe(1)
})
