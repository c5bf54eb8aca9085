// Only a single YAML file that is dropped on the window is opened.
import { describe, expect, it } from 'vitest'
import { readDrop } from '../../../src/renderer/features/config/dropped-file.ts'

const file = (name: string) => new File(['x'], name)

describe('readDrop', () => {
  it.each(['config.yaml', 'litellm.yml', 'CONFIG.YAML'])('opens %s', (name) => {
    const dropped = file(name)
    expect(readDrop([dropped])).toEqual({ kind: 'config', file: dropped })
  })

  it('refuses another kind of file by its name', () => {
    expect(readDrop([file('yaml.txt')])).toEqual({
      kind: 'refused',
      message: 'yaml.txt is no .yaml file. Nothing was opened.',
    })
  })

  it('refuses several at once', () => {
    expect(readDrop([file('a.yaml'), file('b.yaml')]).kind).toBe('refused')
  })

  it('takes nothing for a link or a text', () => {
    expect(readDrop([])).toEqual({ kind: 'nothing' })
  })
})
