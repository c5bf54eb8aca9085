// The text in the editor and the one in main stay the same, whoever changes it and however slowly main answers.
import { describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../../../src/renderer/api.ts'
import { createTextSync } from '../../../../src/renderer/features/routes/yaml/text-sync.ts'
import type { DocumentState } from '../../../../src/shared/route.ts'

const file = '/home/a/config.yaml'

/** A document as main keeps it, an editor that holds a text, and the sync between the two. */
async function setUp(text = 'a\nb\nc\n') {
  const main = { text, saved: text, revision: 0, path: file, sent: [] as string[] }
  const editor = { text: '', applied: 0 }
  const overlaps: string[] = []
  /** Lets the next sends wait until it is resolved. */
  let gate: Promise<void> | null = null
  let refusal: Error | null = null

  const documentState = (): DocumentState => ({
    isDirty: main.text !== main.saved,
    changedLines: main.text === main.saved ? 0 : 1,
    undo: null,
    redo: null,
    undoStep: null,
    revision: main.revision,
    disk: 'same',
  })
  const sync = createTextSync({
    load: async () => ({ text: main.text, saved: main.saved, revision: main.revision }),
    send: async (next, revision) => {
      await gate
      if (refusal) throw refusal
      if (revision !== main.revision) throw new ApiError('conflict', 'The text has changed meanwhile.')
      main.text = next
      main.sent.push(next)
      main.revision += 1
      tell()
      return main.revision
    },
    delay: 5,
    onOverlap: (mine) => overlaps.push(mine),
  })
  const tell = () => sync.follow(documentState(), main.path)
  /** As a table edit does it. */
  const change = (next: string) => {
    main.text = next
    main.revision += 1
    tell()
  }
  const type = (next: string) => {
    editor.text = next
    sync.touch()
  }
  tell()
  await sync.open()
  editor.text = sync.current()
  sync.attach({
    read: () => editor.text,
    apply: (next) => {
      editor.text = next
      editor.applied += 1
    },
    replace: (next) => {
      editor.text = next
    },
  })
  return {
    main,
    editor,
    overlaps,
    sync,
    tell,
    change,
    type,
    hold: () => {
      let open = () => {}
      gate = new Promise((resolve) => {
        open = resolve
      })
      return open
    },
    refuse: (error: Error | null) => {
      refusal = error
    },
  }
}

describe('typing', () => {
  it('goes to main a moment after the last key, once', async () => {
    const { main, sync, type } = await setUp()
    type('a\nb1\nc\n')
    type('a\nb12\nc\n')
    expect(sync.store.getState().isPending).toBe(true)
    await vi.waitFor(() => expect(sync.store.getState().isPending).toBe(false))
    expect(main.sent).toEqual(['a\nb12\nc\n'])
    expect(sync.store.getState()).toMatchObject({ text: 'a\nb12\nc\n', saved: 'a\nb\nc\n', revision: 1 })
  })

  it('goes on while main answers, and a flush waits for all of it', async () => {
    const { main, sync, type, hold } = await setUp()
    const open = hold()
    type('a\nb1\nc\n')
    const flushed = sync.flush()
    type('a\nb12\nc\n')
    open()
    await flushed
    expect(main.text).toBe('a\nb12\nc\n')
    expect(main.sent).toEqual(['a\nb1\nc\n', 'a\nb12\nc\n'])
  })

  it('reaches main when the editor goes away, and the next one begins with it', async () => {
    const { main, sync, type } = await setUp()
    type('a\nb1\nc\n')
    sync.detach()
    await sync.open()
    expect(main.text).toBe('a\nb1\nc\n')
    expect(sync.current()).toBe('a\nb1\nc\n')
  })

  it('keeps the line breaks of the file', async () => {
    const { main, editor, sync, type } = await setUp('a\r\nb\r\n')
    expect(editor.text).toBe('a\nb\n')
    type('a\nb!\nc\n')
    await sync.flush()
    expect(main.text).toBe('a\r\nb!\r\nc\r\n')
  })

  it('says why it does not reach main, and tries again with the next key', async () => {
    const { main, sync, type, refuse } = await setUp()
    refuse(new ApiError('invalid_input', 'The text is too long.'))
    type('a\nb1\nc\n')
    await sync.flush()
    expect(sync.store.getState()).toMatchObject({ failure: 'The text is too long.', isPending: true })
    refuse(null)
    type('a\nb\nc!\n')
    await vi.waitFor(() => expect(main.text).toBe('a\nb\nc!\n'))
    expect(sync.store.getState()).toMatchObject({ failure: null })
  })
})

describe('a change from elsewhere', () => {
  it('comes into the editor', async () => {
    const { editor, sync, change } = await setUp()
    change('a\nb\nc\nd\n')
    await sync.flush()
    expect(editor).toEqual({ text: 'a\nb\nc\nd\n', applied: 1 })
  })

  it('goes together with what is just being typed', async () => {
    const { main, editor, sync, change, type, overlaps } = await setUp()
    type('a\nb1\nc\n')
    change('a\nb\nc\nd\n')
    await sync.flush()
    expect(editor.text).toBe('a\nb1\nc\nd\n')
    expect(main.text).toBe('a\nb1\nc\nd\n')
    expect(overlaps).toEqual([])
  })

  it('goes together with what is on its way to main', async () => {
    const { main, editor, sync, change, type, hold } = await setUp()
    const open = hold()
    type('a\nb1\nc\n')
    const flushed = sync.flush()
    change('a\nb\nc\nd\n')
    open()
    await flushed
    expect(editor.text).toBe('a\nb1\nc\nd\n')
    expect(main.text).toBe('a\nb1\nc\nd\n')
  })

  it('wins over what is typed in the same line, which can be brought back', async () => {
    const { main, editor, sync, change, type, overlaps } = await setUp()
    type('a\nmine\nc\n')
    change('a\ntheirs\nc\n')
    await sync.flush()
    expect(editor.text).toBe('a\ntheirs\nc\n')
    expect(overlaps).toEqual(['a\nmine\nc\n'])
    await sync.write(overlaps[0] as string)
    expect(main.text).toBe('a\nmine\nc\n')
    expect(editor.text).toBe('a\nmine\nc\n')
  })

  it('is another file: nothing of the old one goes there', async () => {
    const { main, editor, sync, change, type } = await setUp()
    type('a\nb1\nc\n')
    main.path = '/home/a/other.yaml'
    main.saved = 'other\n'
    change('other\n')
    await vi.waitFor(() => expect(editor.text).toBe('other\n'))
    await sync.flush()
    expect(main.text).toBe('other\n')
    expect(main.sent).toEqual([])
  })
})

describe('the saved text', () => {
  it('is the document’s once it has been saved', async () => {
    const { main, sync, type, tell } = await setUp()
    type('a\nb1\nc\n')
    await sync.flush()
    main.saved = main.text
    tell()
    expect(sync.store.getState().saved).toBe('a\nb1\nc\n')
  })

  it('follows the file that changes under unsaved changes', async () => {
    const { main, sync, type } = await setUp()
    type('a\nb1\nc\n')
    await sync.flush()
    main.saved = 'from disk\n'
    sync.follow(
      { isDirty: true, changedLines: 4, undo: null, redo: null, undoStep: null, revision: 1, disk: 'conflict' },
      file,
    )
    await vi.waitFor(() => expect(sync.store.getState().saved).toBe('from disk\n'))
    expect(sync.current()).toBe('a\nb1\nc\n')
  })
})
