// What a reader pastes from the docs works: configs are valid, commands parse, npm scripts exist.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseCommand } from '../../src/main/cli/command.ts'
import { parseConfig } from '../../src/main/config/parse-config.ts'
import { type CodeBlock, codeBlocks, root, userDocs } from './markdown.ts'

interface PlacedBlock extends CodeBlock {
  place: string
}

const blocks: PlacedBlock[] = userDocs().flatMap(({ path, text }) =>
  codeBlocks(text).map((block) => ({ ...block, place: `${path}:${block.line}` })),
)

describe('YAML', () => {
  const configs = blocks.filter(({ language }) => /^ya?ml$/.test(language))

  it('is there', () => {
    expect(configs.length).toBeGreaterThan(10)
  })

  it.each(configs)('at $place is a config without a problem, or no config', ({ text }) => {
    const tree: unknown = parse(text)
    expect(tree).toBeTypeOf('object')
    // A compose file is YAML too.
    expect(Object.keys(tree as object)).toEqual(
      'services' in (tree as object)
        ? expect.arrayContaining(['services'])
        : expect.arrayContaining(['general_settings']),
    )
    const { config, problems } = parseConfig(text, { environment: {} })
    expect(problems).toEqual([])
    expect(config).not.toBeNull()
  })
})

/** The words of a command line up to a pipe, a redirection or a comment. */
function shellWords(line: string): string[] {
  const words = line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []
  const end = words.findIndex((word) => /^(?:[|>&;]|\d?>|#)/.test(word))
  return (end === -1 ? words : words.slice(0, end)).map((word) => word.replace(/^["'](.*)["']$/, '$1'))
}

/** Each line that runs the program: its arguments. Variables may be set before it. */
function ownCommands({ text, place, language }: PlacedBlock): { place: string; line: string; args: string[] }[] {
  if (!['', 'sh', 'bash', 'console'].includes(language)) return []
  return text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const start = /^\s*(?:\$ )?(?:\w+=\S+ )*(?:(?:npx|sudo) )?(?:throughline|node out\/main\/cli\.js) /.exec(line)
      return start ? [{ place, line, args: shellWords(line.slice(start[0].length)) }] : []
    })
}

describe('command lines', () => {
  const commands = blocks.flatMap(ownCommands)

  it('are there', () => {
    expect(commands.map(({ args }) => args[0])).toEqual(expect.arrayContaining(['serve', 'check', 'export']))
  })

  it.each(commands)('$line ($place) is understood', ({ args }) => {
    expect(parseCommand(args)).not.toMatchObject({ name: 'wrong' })
  })
})

describe('npm scripts', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const named = userDocs().flatMap(({ path, text }) =>
    Array.from(text.matchAll(/\bnpm (?:run |(?=start\b|test\b))([a-z][\w:-]*)/g), (match) => ({
      path,
      script: match[1] as string,
    })),
  )

  it.each(named)('npm run $script in $path exists', ({ script }) => {
    expect(Object.keys(scripts)).toContain(script)
  })
})

it('reads blocks as they stand', () => {
  const text = 'a\n\n```yaml\na: 1\n```\n\n    npm start\n    npm test\n\nb\n'
  expect(codeBlocks(text)).toEqual([
    { language: 'yaml', text: 'a: 1', line: 4 },
    { language: '', text: 'npm start\nnpm test', line: 7 },
  ])
  expect(
    ownCommands({ language: 'sh', place: '', line: 1, text: 'A=b throughline serve \\\n  --port 1 > x' }),
  ).toMatchObject([{ args: ['serve', '--port', '1'] }])
})
