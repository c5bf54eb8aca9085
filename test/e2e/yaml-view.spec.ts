// The config file as text: what is typed is the table, what the table does is the text, and nothing typed is lost.
import { readFile, writeFile } from 'node:fs/promises'
import { call } from './support/api.ts'
import { banner, fileButton } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { routeRow, shownPaths, toast } from './support/routes.ts'
import {
  configFor,
  cursorBehind,
  cursorPlace,
  documentText,
  drawnText,
  openYaml,
  showTable,
  showYaml,
  yamlEditor,
  yamlLine,
} from './support/yaml.ts'

test('what is typed shows in the table, is saved as it stands, and is not lost on the way', async ({
  start,
  configFile,
}) => {
  const { page, config, url } = await start(configFor)
  await openYaml(page)
  await expect.poll(() => drawnText(page)).toBe(config)

  // The table is opened at once, before the pause after which typing is sent.
  await cursorBehind(page, '/two # the second')
  await page.keyboard.type('\nenabled: true # typed')
  await showTable(page)
  await expect(routeRow(page, '/two')).toBeVisible()
  const typed = config.replace('# the second\n', '# the second\n      enabled: true # typed\n')
  await expect.poll(() => documentText(page)).toBe(typed)
  expect(await readFile(configFile, 'utf8')).toBe(config)

  await showYaml(page)
  await expect.poll(() => drawnText(page)).toBe(typed)
  await cursorBehind(page, 'path: /one')
  await page.keyboard.type('-renamed')
  await page.keyboard.press('ControlOrMeta+s')
  await expect(toast(page, 'Saved config.yaml. 2 routes loaded.')).toBeVisible()
  expect(await readFile(configFile, 'utf8')).toBe(typed.replace('/one', '/one-renamed'))
  expect((await fetch(`${url}/one-renamed`)).status).toBe(200)
  await showTable(page)
  await expect.poll(() => shownPaths(page)).toEqual(['/one-renamed', '/two'])
})

test('what is done elsewhere changes the text and leaves the cursor and the scrolling', async ({
  launch,
  configFile,
}) => {
  const routes = Array.from({ length: 60 }, (_, at) => `    - path: /r${at}\n      target: http://127.0.0.1:9/${at}\n`)
  const config = `general_settings:\n  pass_through_endpoints:\n${routes.join('')}`
  const { page } = await launch({ config })
  await openYaml(page)
  const scroller = yamlEditor(page).locator('xpath=..')
  await scroller.evaluate((element) => element.scrollTo(0, 900))
  await expect(yamlLine(page, '/r25')).not.toHaveCount(0)
  await cursorBehind(page, 'path: /r25')
  await expect(cursorPlace(page)).toHaveText('Ln 53, Col 17')
  const shownAt = async () => Math.round((await yamlLine(page, 'path: /r25').boundingBox())?.y ?? 0)
  const before = await shownAt()

  await call(page, 'routes.setEnabled', { index: 0, path: '/r0', enabled: false })
  await expect(cursorPlace(page)).toHaveText('Ln 54, Col 17')
  expect(await shownAt()).toBe(before)
  await writeFile(configFile, `# From an editor.\n${await readFile(configFile, 'utf8')}`)
  await expect(cursorPlace(page)).toHaveText('Ln 55, Col 17')
  await page.keyboard.type('x')
  await expect.poll(() => documentText(page)).toMatch(/^# From an editor\.\n[\s\S]*enabled: false\n[\s\S]*\/r25x\n/)

  // The editor takes back what was typed in it; what came from elsewhere stays.
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => documentText(page)).toMatch(/^# From an editor\.\n[\s\S]*enabled: false\n[\s\S]*\/r25\n/)
  await page.keyboard.press('ControlOrMeta+Shift+Z')
  await expect.poll(() => documentText(page)).toContain('/r25x\n')
})

test('Tab goes on until it is given to the text', async ({ launch }) => {
  const { page } = await launch({ config: configFor('http://127.0.0.1:9') })
  const editor = await openYaml(page)
  await cursorBehind(page, 'x_note: kept')
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(editor).toBeFocused()
  await page.keyboard.press('Control+m')
  await page.keyboard.press('Tab')
  await expect(editor).toBeFocused()
  await expect(yamlLine(page, 'x_note')).toHaveText('      x_note: kept ')
  await page.keyboard.press('ControlOrMeta+z')

  // The search of the text opens from anywhere on the page.
  await page.getByRole('button', { name: 'YAML', exact: true }).focus()
  await page.keyboard.press('ControlOrMeta+f')
  await page.getByRole('textbox', { name: 'Find' }).pressSequentially('/two')
  await page.keyboard.press('Enter')
  await expect(editor.locator('.cm-searchMatch-selected')).toHaveText('/two')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: 'Find' })).toHaveCount(0)
})

test('a change on disk while something is unsaved is a conflict, and the text stays', async ({
  launch,
  configFile,
}) => {
  const config = configFor('http://127.0.0.1:9')
  const { page } = await launch({ config })
  await openYaml(page)
  await cursorBehind(page, 'x_note: kept')
  await page.keyboard.type(' here')
  await expect(fileButton(page)).toHaveAccessibleName(/not saved$/)
  await writeFile(configFile, `${config}# there\n`)
  await expect(banner(page)).toContainText('config.yaml was changed by another program.')
  await expect.poll(() => drawnText(page)).toContain('x_note: kept here')

  await page.keyboard.press('ControlOrMeta+s')
  const dialog = page.getByRole('dialog', { name: 'Compare config.yaml' })
  await dialog.getByRole('button', { name: 'Use the file’s' }).click()
  await expect.poll(() => drawnText(page)).toBe(`${config}# there\n`)
})

test('a file of 10,000 lines is typed in without a wait', async ({ launch }) => {
  const routes = Array.from(
    { length: 2000 },
    (_, at) => `    - path: /route-${at} # number ${at}
      target: https://api-${at}.example.com/v1
      include_subpath: true
      headers:
        x-number: "${at}"
`,
  )
  const config = `general_settings:\n  pass_through_endpoints:\n${routes.join('')}`
  const { page } = await launch({ config })
  await openYaml(page)
  await page.getByRole('button', { name: 'YAML', exact: true }).focus()
  await page.keyboard.press('ControlOrMeta+f')
  await page.getByRole('textbox', { name: 'Find' }).pressSequentially('/route-1234 ')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(cursorPlace(page)).toHaveText(/^Ln 6173,/)
  await page.keyboard.press('End')

  // From a key to the next frame behind it.
  const watched = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        const onKeyDown = (event: KeyboardEvent) => {
          if (event.key === 'F9') {
            document.removeEventListener('keydown', onKeyDown, true)
            resolve(times)
          } else {
            const { timeStamp } = event
            const channel = new MessageChannel()
            channel.port1.onmessage = () => times.push(performance.now() - timeStamp)
            requestAnimationFrame(() => channel.port2.postMessage(null))
          }
        }
        document.addEventListener('keydown', onKeyDown, true)
      }),
  )
  const words = ' typed while main reads the file again and again'
  for (const letter of words) await page.keyboard.press(letter === ' ' ? 'Space' : letter, { delay: 20 })
  await page.keyboard.press('F9')
  const times = (await watched).sort((one, other) => one - other)
  test.info().annotations.push({ type: 'ms a key', description: times.map((time) => time.toFixed(1)).join(' ') })
  // The last key’s frame may come after the key that ends the measurement.
  expect(times.length).toBeGreaterThanOrEqual(words.length - 1)
  expect(times[Math.floor(times.length / 2)]).toBeLessThan(50)
  await expect.poll(() => documentText(page)).toContain(`/route-1234 # number 1234${words}\n`)
})
