// The selection stays with its route, whatever becomes of the list around it.
import { describe, expect, it } from 'vitest'
import { followSelection, rowNames, selectedRoute, withMoved } from '../../../src/renderer/features/routes/selection.ts'
import { routesOf } from './support.ts'

const before = routesOf('/a', '/b', '/c')
const b = { index: 1, path: '/b' }

describe('followSelection', () => {
  it('stays where nothing has changed', () => {
    expect(followSelection(b, before, routesOf('/a', '/b', '/c'))).toEqual(b)
  })

  it('goes along when its route is moved, or others around it', () => {
    expect(followSelection(b, before, routesOf('/b', '/a', '/c'))).toEqual({ index: 0, path: '/b' })
    expect(followSelection(b, before, routesOf('/new', '/a', '/b', '/c'))).toEqual({ index: 2, path: '/b' })
    expect(followSelection(b, before, routesOf('/b', '/c'))).toEqual({ index: 0, path: '/b' })
  })

  it('stays with a route that is renamed or changed', () => {
    expect(followSelection(b, before, routesOf('/a', '/renamed', '/c'))).toEqual({ index: 1, path: '/renamed' })
    const changed = routesOf('/a', { path: '/b', target: 'https://other.example', methods: ['GET'] }, '/c')
    expect(followSelection(b, before, changed)).toEqual(b)
  })

  it('goes where its route is deleted', () => {
    expect(followSelection(b, before, routesOf('/a', '/c'))).toBeNull()
    expect(followSelection(b, before, [])).toBeNull()
  })

  it('tells routes of one path by their methods', () => {
    const get = { path: '/a', methods: ['GET'] }
    const post = { path: '/a', methods: ['POST'] }
    const swapped = routesOf(post, get)
    expect(followSelection({ index: 0, path: '/a' }, routesOf(get, post), swapped)).toEqual({ index: 1, path: '/a' })
  })

  it('keeps to the nearest of two alike', () => {
    expect(followSelection({ index: 2, path: '/a' }, routesOf('/a', '/b', '/a'), routesOf('/a', '/a', '/b'))).toEqual({
      index: 1,
      path: '/a',
    })
  })
})

describe('selectedRoute', () => {
  it('is null where another route stands at the place', () => {
    expect(selectedRoute(b, before)?.index).toBe(1)
    expect(selectedRoute({ index: 1, path: '/a' }, before)).toBeNull()
    expect(selectedRoute(null, before)).toBeNull()
  })
})

describe('rowNames', () => {
  it('stay the same when rows move, and differ for routes alike', () => {
    const list = routesOf('/a', { path: '/b', methods: ['GET'] }, '/a')
    const names = rowNames(list)
    expect(new Set(names).size).toBe(3)
    expect(rowNames(withMoved(list, 1, 0))).toEqual([names[1], names[0], names[2]])
  })
})

describe('withMoved', () => {
  it('gives each route the place it has now', () => {
    expect(withMoved(before, 0, 2).map(({ index, path }) => `${index} ${path}`)).toEqual(['0 /b', '1 /c', '2 /a'])
    expect(withMoved(before, 2, 0).map(({ path }) => path)).toEqual(['/c', '/a', '/b'])
  })
})
