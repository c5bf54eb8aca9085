// Which routes of another file are taken, and what is said of those that collide.
import { describe, expect, it } from 'vitest'
import {
  chosenRoutes,
  collisionWords,
  firstChoices,
  missingNames,
  tickOf,
} from '../../../src/renderer/features/config/import-choice.ts'
import type { ImportedRoute, VariableView } from '../../../src/shared/route.ts'

const route = (index: number, changes: Partial<ImportedRoute> = {}): ImportedRoute => ({
  index,
  path: `/route-${index}`,
  target: 'https://api.example.com',
  methods: [],
  variables: [],
  collision: 'none',
  with: null,
  ...changes,
})
const list = [route(0), route(1, { collision: 'same', with: 4 }), route(2, { collision: 'different', with: 0 })]

describe('the choice of routes', () => {
  it('takes what is new, and leaves what collides to the user', () => {
    expect(chosenRoutes(list, firstChoices(list))).toEqual([{ index: 0, as: 'add' }])
  })

  it('keeps the order of the file and what becomes of each', () => {
    const choices = new Map([[2, 'add'] as const, [1, 'replace'] as const, [0, 'skip'] as const])
    expect(chosenRoutes(list, choices)).toEqual([
      { index: 1, as: 'replace' },
      { index: 2, as: 'add' },
    ])
  })

  it('puts a ticked route in the place of the one that it collides with', () => {
    expect(list.map(tickOf)).toEqual(['add', 'replace', 'replace'])
  })
})

describe('a collision in words', () => {
  it('names the row as the table counts it', () => {
    expect(list.map(collisionWords)).toEqual([null, 'The same as row 5.', 'Row 1 has this path and differs.'])
  })

  it('says that only a method is shared where the routes are for some methods', () => {
    expect(collisionWords(route(0, { methods: ['POST'], collision: 'different', with: 1 }))).toBe(
      'Row 2 has this path and a method of it and differs.',
    )
  })
})

describe('the variables of an import', () => {
  it('are told where nothing answers, once, and only of the chosen routes', () => {
    const routes = [
      route(0, { variables: ['HERE', 'NEVER'] }),
      route(1, { variables: ['NEVER', 'LOCKED'] }),
      route(2, { variables: ['GONE'], collision: 'same', with: 0 }),
    ]
    const variables: VariableView[] = [
      { name: 'HERE', source: 'keychain' },
      { name: 'NEVER', source: 'missing' },
      { name: 'LOCKED', source: 'unreadable' },
      { name: 'GONE', source: 'missing' },
    ]
    expect(missingNames(routes, firstChoices(routes), variables)).toEqual(['NEVER', 'LOCKED'])
  })
})
