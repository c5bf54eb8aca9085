// The YAML view as a person uses it: its lines, its cursor, and the problems beside it.
import { expect, type Locator, type Page } from '@playwright/test'
import { ask } from './api.ts'
import { openPage } from './window.ts'

/** Two routes, with comments and keys of the user's own. */
export const configFor = (target: string) => `# Kept by hand.
model_list: [] # not ours
general_settings:
  pass_through_endpoints:
    - path: /one
      target: ${target}/1
      x_note: kept

    - path: /two # the second
      target: ${target}/2
`

export const yamlEditor = (page: Page): Locator => page.getByRole('textbox', { name: 'config.yaml' })

export const problemList = (page: Page): Locator => page.getByRole('list', { name: 'Problems' })

export const problemItems = (page: Page): Locator => problemList(page).getByRole('listitem')

export async function openYaml(page: Page): Promise<Locator> {
  await openPage(page, 'Routes')
  return showYaml(page)
}

export async function showYaml(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'YAML', exact: true }).click()
  const editor = yamlEditor(page)
  await expect(editor).toBeVisible()
  return editor
}

export async function showTable(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Table', exact: true }).click()
}

/** The line that holds a text, as far as lines are drawn. */
export function yamlLine(page: Page, text: string): Locator {
  return yamlEditor(page).locator('.cm-line').filter({ hasText: text })
}

/** What is drawn: of a short text, all of it. */
export function drawnText(page: Page): Promise<string> {
  return yamlEditor(page).evaluate((element) =>
    [...element.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
  )
}

/** Puts the cursor behind a line's last letter. */
export async function cursorBehind(page: Page, text: string): Promise<void> {
  await yamlLine(page, text).first().click()
  await page.keyboard.press('End')
}

/** What the status bar says of the cursor. */
export function cursorPlace(page: Page): Locator {
  return page.locator('[data-region="status"]').getByText(/^Ln \d+, Col \d+$/)
}

/** The document as main has it. */
export async function documentText(page: Page): Promise<string> {
  return (await ask(page, 'config.text')).text
}

/** What is offered while one types. */
export function completions(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Completions' }).getByRole('option')
}

/** What is told of the place that the pointer rests on. */
export function helpUnderPointer(page: Page): Locator {
  return yamlEditor(page).locator('xpath=ancestor::*[contains(@class, "cm-editor")]').locator('.cm-help')
}

/** For so long CodeMirror takes no key for a list that has opened, lest one chooses by mistake; in milliseconds. */
const listRests = 75

/** Goes through the list with the arrow to what holds the text, and takes it with Enter. */
export async function takeCompletion(page: Page, text: string): Promise<void> {
  const chosen = page.getByRole('listbox', { name: 'Completions' }).getByRole('option', { selected: true })
  await expect(chosen).toBeVisible()
  await page.evaluate(
    (rests) =>
      new Promise<void>((resolve) => {
        const begin = performance.now()
        const look = () => (performance.now() - begin > rests ? resolve() : requestAnimationFrame(look))
        look()
      }),
    listRests,
  )
  while (!(await chosen.textContent())?.includes(text)) {
    const before = await chosen.textContent()
    await page.keyboard.press('ArrowDown')
    await expect(chosen).not.toHaveText(before ?? '')
  }
  await page.keyboard.press('Enter')
  await expect(completions(page).filter({ hasText: text })).toHaveCount(0)
}
