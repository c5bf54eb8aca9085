// An edit reads the text as it was once and the text as it is once, however long the file and whatever changes.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openConfigDocument } from '../../../../src/main/config/config-document.ts'
import { setEnabled } from '../../../../src/main/config/edit-config.ts'
import { addRoute } from '../../../../src/main/config/edits/add-route.ts'
import { deleteRoute } from '../../../../src/main/config/edits/delete-route.ts'
import { duplicateRoute } from '../../../../src/main/config/edits/duplicate-route.ts'
import { editRoute } from '../../../../src/main/config/edits/edit-route.ts'
import { findLiterals } from '../../../../src/main/config/edits/find-literals.ts'
import { importRoutes } from '../../../../src/main/config/edits/import-routes.ts'
import { moveRoute } from '../../../../src/main/config/edits/move-route.ts'
import { readRouteFields } from '../../../../src/main/config/edits/read-route-fields.ts'
import { setMasterKey } from '../../../../src/main/config/edits/set-master-key.ts'
import { keepLast } from '../../../../src/main/config/keep-last.ts'
import { type ReadYaml, readYaml } from '../../../../src/main/config/yaml-text.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

function configOf(count: number, name: string): string {
  const routes = Array.from(
    { length: count },
    (_, i) => `    # The ${name} number ${i}
    - path: /${name}/${i}
      target: https://${name}-${i}.example.com/v1
      headers:
        Authorization: Bearer os.environ/KEY_${i}
        X-Team: blue  # as agreed
      timeout: 30
`,
  )
  return `general_settings:\n  pass_through_endpoints:\n${routes.join('\n')}`
}

const text = configOf(20, 'route')

/** Reads as the app does, and counts what is really read. */
function countingReader(): { read: ReadYaml; texts: string[] } {
  const texts: string[] = []
  const read = keepLast((next) => {
    texts.push(next)
    return readYaml(next)
  }, 2)
  return { read, texts }
}

const edits: [string, (read: ReadYaml) => string][] = [
  ['one field', (read) => editRoute(text, 7, { ...readRouteFields(text, 7, read), path: '/other' }, read)],
  [
    'many fields at once',
    (read) => {
      const fields = readRouteFields(text, 7, read)
      const headers = [
        { name: 'Authorization', value: 'Bearer os.environ/OTHER' },
        { name: 'X-Group', value: 'blue' },
        { name: 'X-New', value: 'new' },
        { name: 'X-Newer', value: 'newer' },
      ]
      const query = [{ name: 'a', value: '1' }]
      return editRoute(
        text,
        7,
        { ...fields, path: '/other', timeout: null, auth: true, methods: ['GET', 'POST'], headers, query },
        read,
      )
    },
  ],
  ['a switch', (read) => setEnabled(text, 7, false, read)],
  ['a move', (read) => moveRoute(text, 7, 2, read)],
  ['a route that is added', (read) => addRoute(text, readRouteFields(text, 3, read), 5, read)],
  ['a route that is deleted', (read) => deleteRoute(text, 7, read)],
  ['a copy', (read) => duplicateRoute(text, 7, read)],
  ['the client key', (read) => setMasterKey(text, 'os.environ/KEY', read)],
  [
    'routes of another file',
    (read) => {
      const from = configOf(10, 'import')
      const picks = Array.from({ length: 10 }, (_, index) => ({ index, as: 'add' as const }))
      return importRoutes(text, from, [...picks, { index: 3, as: 'replace', target: 2 }], read)
    },
  ],
]

describe('is read once before and once after', () => {
  it.each(edits)('%s', (_, edit) => {
    const { read, texts } = countingReader()
    const edited = edit(read)
    expect(edited).not.toBe(text)
    expect(texts).toEqual([text, edited])
    // What reads the outcome does not read it again.
    findLiterals(edited, read)
    expect(texts).toHaveLength(2)
  })
})

it('many fields at once come out as one after the other would', () => {
  const edited = edits[1]?.[1](readYaml) as string
  expect(edited.slice(edited.indexOf('    # The route number 7'), edited.indexOf('    # The route number 8'))).toBe(
    `    # The route number 7
    - path: /other
      target: https://route-7.example.com/v1
      headers:
        Authorization: Bearer os.environ/OTHER
        X-Group: blue  # as agreed
        X-New: new
        X-Newer: newer
      auth: true
      methods: [GET, POST]
      default_query_params:
        a: "1"

`,
  )
})

it('routes of another file stand as they stood there', () => {
  const edited = edits.at(-1)?.[1](readYaml) as string
  const lines = configOf(10, 'import').split('\n').slice(2)
  expect(edited).toContain(lines.slice(8, 15).join('\n'))
  expect(edited.endsWith(lines.slice(-9).join('\n'))).toBe(true)
  expect(edited).not.toContain('/route/2\n')
  expect(edited.match(/- path: \/import\/3\n/g)).toHaveLength(2)
})

it('remembers what was asked for last, and no more', () => {
  const made: string[] = []
  const make = keepLast((value) => {
    made.push(value)
    return { value }
  }, 2)
  const first = make('a')
  make('b')
  expect(make('a')).toBe(first)
  make('c')
  expect(make('a')).toBe(first)
  make('b')
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})

it('through the open document, the file has been read when it is written', async () => {
  const path = join(await temporaryFolder(), 'config.yaml')
  await writeFile(path, text)
  const document = await openConfigDocument(path, { environment: {}, watch: false })
  onTestFinished(() => document.close())
  await document.edit('Switch off', (now) => setEnabled(now, 7, false, document.readYaml))
  expect(document.running).toBe(document.config)
  expect(document.config.routes[7]?.enabled).toBe(false)
  await document.undo()
  expect(document.running).toBe(document.config)
  expect(document.text).toBe(text)
})
