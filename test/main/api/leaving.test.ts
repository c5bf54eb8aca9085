// Asking before what the user typed is lost: over a real document, with the system's dialogs answered here.
import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createLeaving, type LeavingOptions, refuseUnsaved } from '../../../src/main/api/leaving.ts'
import type { Publish } from '../../../src/main/api/publish-events.ts'
import { becomes, configWith, openText } from '../config/open-config.ts'

interface Choice {
  /** What the page names when it is asked; null: it does not answer. Left out: there is no page. */
  drafts?: readonly string[] | null
  toSave?: 'save' | 'discard' | 'cancel'
  toDiscard?: boolean
}

async function setUp({ drafts, toSave = 'cancel', toDiscard = false }: Choice = {}) {
  const { file, path } = await openText(configWith(1))
  const asked: string[] = []
  const told: { name: string; payload: unknown }[] = []
  const publish: Publish = (name, payload) => {
    told.push({ name, payload })
    if (name === 'leave.asked' && drafts) {
      const { token } = payload as { token: string }
      leaving.answerPage('of another question', ['nothing'])
      // As a page does: what was just typed comes first.
      void file.type('Typing', 'late', (text) => `${text}# late\n`).then(() => leaving.answerPage(token, drafts))
    }
  }
  const questions: LeavingOptions['questions'] = {
    async askToSave(name, changedLines) {
      asked.push(`save ${name} ${changedLines}`)
      return toSave
    },
    async askToDiscard(names) {
      asked.push(`discard ${names.join(', ')}`)
      return toDiscard
    },
    async tellNotSaved(name, message) {
      asked.push(`${name} not saved: ${message}`)
    },
  }
  const hasPage = () => drafts !== undefined
  const leaving = createLeaving({ config: file, questions, publish, hasPage, patience: 20 })
  const type = (line = 'typed') => file.type('Typing', 'text', (text) => `${text}# ${line}\n`)
  return { file, path, leaving, asked, told, type }
}

describe('the file', () => {
  it('is left without a question where everything is saved', async () => {
    const { leaving, asked } = await setUp()
    expect(await leaving.mayLeaveFile()).toBe(true)
    expect(await leaving.mayQuit()).toBe(true)
    expect(leaving.describeUnsaved()).toBeNull()
    expect(asked).toEqual([])
  })

  it.each([
    ['save', true, '# typed\n'],
    ['discard', true, ''],
    ['cancel', false, ''],
  ] as const)('that is not saved: %s', async (toSave, mayGo, written) => {
    const { leaving, asked, type, path, file } = await setUp({ toSave })
    await type()
    expect(leaving.describeUnsaved()).toBe(`1 changed line of ${path} not saved`)
    expect(await leaving.mayQuit()).toBe(mayGo)
    expect(asked).toEqual(['save config.yaml 1'])
    expect(await readFile(path, 'utf8')).toBe(configWith(1) + written)
    expect(file.text).toBe(`${configWith(1)}# typed\n`)
  })

  it('with errors is not saved, which stops the leaving and is told', async () => {
    const { leaving, asked, file } = await setUp({ toSave: 'save' })
    await file.type('Typing', 'text', (text) => text.replace('http://0.example', '0.example'))
    expect(await leaving.mayLeaveFile()).toBe(false)
    expect(asked.at(-1)).toMatch(/^config\.yaml not saved: Line 4: /)
    expect(file.state.isDirty).toBe(true)
  })

  it('that has changed on disk is a conflict, which the page shows', async () => {
    const { leaving, asked, told, type, path, file } = await setUp({ toSave: 'save', drafts: [] })
    await type()
    await writeFile(path, configWith(2))
    expect(await leaving.mayQuit()).toBe(false)
    expect(asked).toEqual(['save config.yaml 2'])
    expect(told.at(-1)).toEqual({
      name: 'leave.notSaved',
      payload: { code: 'conflict', message: 'config.yaml has changed on disk.' },
    })
    expect(await readFile(path, 'utf8')).toBe(configWith(2))
    await becomes(file, ({ state }) => state.disk === 'conflict')
  })
})

describe('the page', () => {
  it('sends what was just typed before the question, whatever is left', async () => {
    const { leaving, asked } = await setUp({ drafts: [] })
    expect(await leaving.mayLeaveFile()).toBe(false)
    expect(asked).toEqual(['save config.yaml 1'])
  })

  it('keeps the window where its drafts are not to be discarded', async () => {
    const { leaving, asked } = await setUp({ drafts: ['the price a*', 'the new secret'] })
    expect(await leaving.mayCloseWindow()).toBe(false)
    expect(await leaving.mayQuit()).toBe(false)
    expect(asked).toEqual(['discard the price a*, the new secret', 'discard the price a*, the new secret'])
  })

  it('lets the window go without its drafts; the file stays as it is edited', async () => {
    const { leaving, asked, file } = await setUp({ drafts: ['the price a*'], toDiscard: true })
    expect(await leaving.mayCloseWindow()).toBe(true)
    expect(asked).toEqual(['discard the price a*'])
    expect(file.state.isDirty).toBe(true)
  })

  it('is asked about first where the app quits', async () => {
    const { leaving, asked } = await setUp({ drafts: ['the price a*'], toDiscard: true, toSave: 'discard' })
    expect(await leaving.mayQuit()).toBe(true)
    expect(asked).toEqual(['discard the price a*', 'save config.yaml 1'])
  })

  it('that hangs is not waited for', async () => {
    const { leaving, asked } = await setUp({ drafts: null })
    expect(await leaving.mayQuit()).toBe(true)
    expect(asked).toEqual([])
  })
})

it('a second question at the same time is a no', async () => {
  const { leaving, asked, type } = await setUp({ toSave: 'discard' })
  await type()
  expect(await Promise.all([leaving.mayQuit(), leaving.mayLeaveFile(), leaving.mayQuit()])).toEqual([
    true,
    false,
    false,
  ])
  expect(asked).toEqual(['save config.yaml 1'])
  expect(await leaving.mayLeaveFile()).toBe(true)
})

it('where nobody can be asked, what is unsaved is kept', async () => {
  const { file, type } = await setUp()
  const leaving = refuseUnsaved(file)
  expect(await leaving.mayLeaveFile()).toBe(true)
  await type()
  await expect(leaving.mayLeaveFile()).rejects.toThrow('config.yaml has changes that are not saved.')
})
