// The Traffic page as a person uses it: a row opened, a tab of its pane, a file chosen, the clipboard.
import { expect, type Locator, type Page } from '@playwright/test'
import type { LaunchedApp } from './app.ts'
import { exchangeRows } from './window.ts'

export const inspectorConfig = (target: string) => `general_settings:
  pass_through_endpoints:
    - path: /openai
      target: ${target}
      include_subpath: true
      headers:
        Authorization: Bearer os.environ/E2E_OPENAI_KEY
`

export const tabNames = ['Overview', 'Request', 'Response', 'Events', 'Message', 'Raw'] as const

/** Opens the row's pane at a tab; answers the tab's content. */
export async function openTab(page: Page, path: string | RegExp, tab: (typeof tabNames)[number]): Promise<Locator> {
  const row = exchangeRows(page, path).last()
  await row.click()
  return selectTab(page, tab)
}

export async function selectTab(page: Page, tab: (typeof tabNames)[number]): Promise<Locator> {
  await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
  const panel = page.getByRole('tabpanel', { name: new RegExp(`^${tab}`) })
  await expect(panel).toBeVisible()
  return panel
}

/** The system's own file dialogs cannot be clicked by a test: this is what the user chooses in the next ones. */
export async function chooseFile({ electron }: LaunchedApp, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: file })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
  }, path)
}

/** What was copied. */
export async function clipboardText({ electron }: LaunchedApp): Promise<string> {
  return electron.evaluate(({ clipboard }) => clipboard.readText())
}

/** Empties it, so that what is read next is what was copied next. */
export async function emptyClipboard({ electron }: LaunchedApp): Promise<void> {
  await electron.evaluate(({ clipboard }) => clipboard.clear())
}
