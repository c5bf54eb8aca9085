// Asks about what is unsaved in the system's own dialogs, which stand in front of whatever the page shows.
import { BrowserWindow } from 'electron'
import { formatPlural } from '../../shared/format.ts'
import type { LeaveQuestions } from '../api/leaving.ts'
import { showMessage, tellProblem } from './message-box.ts'
import type { IsOurPage } from './our-page.ts'

const saveAnswers = ['save', 'discard', 'cancel'] as const

export function createLeaveQuestions(): LeaveQuestions {
  return {
    async askToSave(name, changedLines) {
      const changes =
        changedLines > 0 ? formatPlural(changedLines, 'changed line is', 'changed lines are') : 'Changes are'
      const chosen = await showMessage({
        type: 'question',
        message: `Save changes to ${name}?`,
        detail: `${changes} not saved. Without saving, what you typed is lost.`,
        buttons: ['Save', 'Don’t Save', 'Cancel'],
        defaultId: 0,
        cancelId: 2,
      })
      return saveAnswers[chosen] ?? 'cancel'
    },
    async askToDiscard(drafts) {
      const chosen = await showMessage({
        type: 'question',
        message: `Discard ${new Intl.ListFormat('en').format(drafts)}?`,
        detail: 'What you typed there is not saved, and goes with the window.',
        buttons: ['Discard', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
      })
      return chosen === 0
    },
    tellNotSaved: (name, message) => tellProblem(`${name} was not saved`, message),
  }
}

/** Whether a window shows our page, loaded and alive. */
export function hasPage(isOurPage: IsOurPage): boolean {
  return BrowserWindow.getAllWindows().some(
    ({ webContents }) =>
      !webContents.isDestroyed() &&
      !webContents.isCrashed() &&
      !webContents.isLoadingMainFrame() &&
      isOurPage(webContents.mainFrame.url),
  )
}
