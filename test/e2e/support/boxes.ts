// The system's own message boxes, which a test cannot click: it says before which button the user chooses.
import type { ElectronApplication } from '@playwright/test'

interface Box {
  message: string
  buttons?: string[]
}

/**
 * From now on the first of these buttons that a box has is chosen in it; where it has none of them, the test fails.
 * Answers what the boxes have said since.
 */
export async function answerBoxes(
  electron: ElectronApplication,
  ...choices: string[]
): Promise<() => Promise<string[]>> {
  const asked = await electron.evaluateHandle(({ dialog }, chosen) => {
    const messages: string[] = []
    dialog.showMessageBox = async (...options: unknown[]) => {
      const { message, buttons = [] } = options.at(-1) as Box
      messages.push(message)
      const response = chosen.map((choice) => buttons.indexOf(choice)).find((place) => place >= 0)
      if (response === undefined) messages.push(`has no button ${chosen.join(', ')}`)
      return { response: response ?? 0, checkboxChecked: false }
    }
    return messages
  }, choices)
  return () => asked.jsonValue()
}

/** The user gives up whatever is not saved. */
export async function giveUpUnsaved(electron: ElectronApplication): Promise<void> {
  await answerBoxes(electron, 'Don’t Save', 'Discard')
}
