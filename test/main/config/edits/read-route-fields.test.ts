// What the route editor shows of a route, valid or not, and what it does not show.
import { expect, it } from 'vitest'
import { readRouteFields } from '../../../../src/main/config/edits/read-route-fields.ts'
import { newRouteFields, routeFieldsSchema } from '../../../../src/shared/route.ts'
import { configFile, configFiles } from './config-files.ts'
import { readFile } from './random-edits.ts'

it('gives what the file says, and the defaults of what it leaves out', () => {
  expect(readRouteFields(configFile('many-sections'), 1)).toEqual({
    ...newRouteFields,
    path: '/tavily',
    target: 'https://api.tavily.com',
    includeSubpath: true,
    headers: [
      { name: 'Authorization', value: 'Bearer os.environ/TAVILY_API_KEY' },
      { name: 'x-project', value: 'search' },
    ],
    timeout: 30,
    costPerRequest: 0.008,
  })
  expect(readRouteFields(configFile('client-key-header'), 0).query).toEqual([
    { name: 'limit', value: '20' },
    { name: 'order', value: 'desc' },
    { name: 'include', value: 'usage' },
    { name: 'include', value: 'metadata' },
  ])
  expect(readRouteFields(configFile('langfuse'), 0).customAuthParser).toBe('langfuse')
})

it('gives what a route merges', () => {
  expect(readRouteFields(configFile('merge-keys'), 1)).toMatchObject({
    forwardHeaders: false,
    timeout: 60,
    headers: [
      { name: 'accept', value: 'application/json' },
      { name: 'Authorization', value: 'Bearer os.environ/VOYAGE_API_KEY' },
    ],
  })
})

it('reads the nearest where a type is wrong', () => {
  const text = configFile('broken-routes')
  expect(readRouteFields(text, 0)).toEqual({
    ...newRouteFields,
    path: '5',
    target: '7',
    auth: true,
    methods: ['POST'],
    timeout: 30,
  })
  for (const index of [1, 2]) expect(readRouteFields(text, index)).toEqual({ ...newRouteFields, path: '', target: '' })
  expect(readRouteFields(text, 3).headers).toEqual([
    { name: 'x-version', value: '2.10' },
    { name: 'x-on', value: 'on' },
    { name: 'x-none', value: '' },
  ])
})

it('gives no credential that stands in plain text', () => {
  const text = configFile('credentials')
  const fields = readFile(text).routes.map((_, index) => readRouteFields(text, index))
  expect(fields[0]?.headers).toEqual([
    { name: 'Authorization', value: null },
    { name: 'accept', value: 'application/json' },
  ])
  expect(fields[3]?.target).toBe('https://user:••••••••@maps.example.com/v1?api_key=••••••••&format=json')
  expect(fields[3]?.query).toEqual([
    { name: 'key', value: null },
    { name: 'lang', value: 'en' },
  ])
  // A word beside a variable is none.
  expect(fields[4]?.headers.map(({ value }) => value)).not.toContain(null)
  for (const secret of ['co-0123', 'co-fedc', '-lf-', 'secret-word', 'abc0123', 'AIza', 'sk-proj']) {
    expect(JSON.stringify(fields)).not.toContain(secret)
  }
})

it('gives what may cross to the window, of every route', () => {
  for (const text of configFiles.values()) {
    for (const index of readFile(text).routes.keys()) routeFieldsSchema.parse(readRouteFields(text, index))
  }
})

it.each([
  ['general_settings: [', 'config_invalid'],
  ['general_settings: {}\n', 'conflict'],
  ['', 'conflict'],
])('refuses %j', (text, code) => {
  expect(() => readRouteFields(text, 0)).toThrow(expect.objectContaining({ code }) as unknown as Error)
})
