// Routes of another file: what they would be in this one, and how they stand there.
import { describe, expect, it } from 'vitest'
import { importRoutes } from '../../../../src/main/config/edits/import-routes.ts'
import { previewImport } from '../../../../src/main/config/edits/preview-import.ts'
import { configFile, configFiles } from './config-files.ts'
import { readFile } from './random-edits.ts'

const settings = 'general_settings:\n  pass_through_endpoints:\n'

describe('the preview', () => {
  it('says which routes the file has already', () => {
    const text = `${settings}    - { path: /a, target: http://a, methods: [GET] }\n    - { path: /b, target: http://b }\n`
    const from = `${settings}    - { path: /a, target: http://x, methods: [POST] }
    - { path: /a, target: http://x }
    - { path: /b, target: http://b, auth: false }
    - { path: /c, target: "https://user:pass@c.example/v1?key=1", headers: { x: os.environ/C_KEY } }
`
    expect(previewImport(text, from)).toEqual([
      { index: 0, path: '/a', target: 'http://x', methods: ['POST'], variables: [], collision: 'none', with: null },
      { index: 1, path: '/a', target: 'http://x', methods: [], variables: [], collision: 'different', with: 0 },
      { index: 2, path: '/b', target: 'http://b', methods: [], variables: [], collision: 'same', with: 1 },
      {
        index: 3,
        path: '/c',
        target: 'https://c.example/v1',
        methods: [],
        variables: ['C_KEY'],
        collision: 'none',
        with: null,
      },
    ])
  })

  it('refuses what is no YAML', () => {
    expect(() => previewImport('', 'a: [')).toThrow('The other file is not valid YAML.')
  })
})

describe('a route', () => {
  it('comes with its comments, indented as this file is', () => {
    const text = configFile('four-spaces')
    expect(importRoutes(text, configFile('comments-everywhere'), [{ index: 0, as: 'add' }])).toBe(
      text.replace(
        '\nlitellm_settings',
        `
        # Rerank.
        # Ask Ana before changing it.
        -   path: /cohere/rerank # exact
            # where to
            target: https://api.cohere.com/v2/rerank
            headers: # of ours
              # the key
              Authorization: Bearer os.environ/COHERE_API_KEY
              # x-unused: "no"
            # end of rerank

litellm_settings`,
      ),
    )
  })

  it('brings what it borrows', () => {
    const text = `${settings}    - path: /z\n      target: http://z\n`
    expect(
      importRoutes(text, configFile('routes-as-anchors'), [{ index: 2, as: 'add' }]),
    ).toBe(`${text}    # The old name of embed.
    - path: /embed
      target: https://api.cohere.com/v2/embed
      headers: # same account
        Authorization: Bearer os.environ/COHERE_API_KEY
`)
    expect(
      importRoutes(text, configFile('merge-keys'), [{ index: 1, as: 'add' }]),
    ).toBe(`${text}    - path: /voyage/rerank
      target: https://api.voyageai.com/v1/rerank
      forward_headers: false
      timeout: 60
      headers:
        accept: application/json
        Authorization: Bearer os.environ/VOYAGE_API_KEY
`)
  })

  it('replaces another one, comments and all', () => {
    const text = `${settings}    # old
    - path: /a
      target: http://old # x

    # next
    - path: /b
      target: http://b
`
    const from = `${settings}  # new\r\n  - path: /a # y\r\n    target: http://new\r\n`
    const replaced = text.replace(
      '    # old\n    - path: /a\n      target: http://old # x\n',
      '    # new\n    - path: /a # y\n      target: http://new\n',
    )
    expect(importRoutes(text, from, [{ index: 0, as: 'replace' }])).toBe(replaced)
    expect(importRoutes(text, from, [{ index: 0, as: 'replace', target: 0 }])).toBe(replaced)
  })

  it('is refused where it is not, or has none to replace', () => {
    const from = configFile('json')
    for (const pick of [
      { index: 9, as: 'add' },
      { index: 0, as: 'replace' },
      { index: 0, as: 'replace', target: 9 },
    ] as const) {
      expect(() => importRoutes(settings, from, [pick])).toThrow(
        expect.objectContaining({ code: 'conflict' }) as unknown as Error,
      )
    }
  })
})

it('takes all routes of any file into any other', () => {
  const into = ['four-spaces', 'json', 'flow-list', 'indentless', 'empty-list', 'crlf', 'block-scalars']
  for (const name of into) {
    const text = configFile(name)
    for (const [other, from] of configFiles) {
      if (other === 'many-routes') continue
      const { routes } = readFile(from)
      const edited = importRoutes(
        text,
        from,
        [...routes.keys()].map((index) => ({ index, as: 'add' })),
      )
      expect(readFile(edited).routes, `${other} into ${name}`).toEqual([...readFile(text).routes, ...routes])
    }
  }
})
