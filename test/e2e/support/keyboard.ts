// Goes about the window with the keys alone: from control to control, and without a pointer ever being pressed.
import { expect, type Locator, type Page } from '@playwright/test'

/** More than there are controls on any page. */
const mostPresses = 150

/** Counts the presses of a pointer from now on: a test that has only keys expects none at its end. */
export async function countPointerPresses(page: Page): Promise<() => Promise<number>> {
  const presses = await page.evaluateHandle(() => {
    const count = { presses: 0 }
    const note = () => {
      count.presses += 1
    }
    window.addEventListener('pointerdown', note, true)
    return count
  })
  return async () => (await presses.jsonValue()).presses
}

const hasFocus = (target: Locator) =>
  target.evaluateAll((elements) => elements.some((element) => element === document.activeElement))

/** Presses a key that moves the focus, such as Tab, F6 or an arrow, until the focus is on the target. */
export async function goTo(page: Page, key: string, target: Locator): Promise<void> {
  await expect(target).toBeAttached()
  for (let presses = 0; presses < mostPresses && !(await hasFocus(target)); presses += 1) {
    const before = await page.evaluateHandle(() => document.activeElement)
    await page.keyboard.press(key)
    // In a menu the focus follows a frame later.
    await expect.poll(() => before.evaluate((element) => element !== document.activeElement)).toBe(true)
    await before.dispose()
  }
  await expect(target).toBeFocused()
}

/** Tabs to a field and writes in the place of what stands in it. */
export async function writeInto(page: Page, target: Locator, text: string): Promise<void> {
  await goTo(page, 'Tab', target)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

/** Tabs to a button or a switch and presses it. */
export async function pressOn(page: Page, target: Locator): Promise<void> {
  await goTo(page, 'Tab', target)
  await page.keyboard.press('Space')
}

/** Opens the menu of the button that has the focus, and takes an item of it. */
export async function chooseItem(page: Page, item: string | RegExp): Promise<void> {
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await goTo(page, 'ArrowDown', page.getByRole('menuitem', { name: item }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeHidden()
}

/** Goes to the note that offers it and takes back what was done. */
export async function takeBack(page: Page): Promise<void> {
  const undo = page.getByRole('button', { name: 'Undo' })
  await goTo(page, 'F6', page.getByRole('dialog').filter({ has: undo }))
  await goTo(page, 'Tab', undo)
  await page.keyboard.press('Enter')
}

/** Whatever was closed or removed, the keys still go somewhere. */
export async function expectFocusKept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true)
}
