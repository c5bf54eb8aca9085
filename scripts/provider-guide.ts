// The parts of docs/providers.md that are the product's own words: routes as presets write them, code as the editor shows it.
import { addRoute } from '../src/main/config/edits/add-route.ts'
import type { SnippetRoute } from '../src/renderer/features/routes/editor/snippets/client-call.ts'
import { type SnippetLanguage, snippetOf } from '../src/renderer/features/routes/editor/snippets/snippets.ts'
import { type Preset, presetFields, presets, presetVariables } from '../src/shared/presets.ts'

const gateway = 'http://127.0.0.1:4000'

const emptyFile = 'general_settings:\n  pass_through_endpoints: []\n'

/** The text with each part between `<!-- preset: ID -->` and `<!-- end -->` made anew. */
export function withPresetParts(text: string): string {
  return text.replaceAll(
    /(<!-- preset: (\w+) -->\n)[\s\S]*?(\n<!-- end -->)/g,
    (_, begin: string, id: string, end: string) => {
      const preset = presets.find((each) => each.id === id)
      if (preset === undefined) throw new Error(`There is no preset ${id}.`)
      return `${begin}${presetPart(preset)}${end}`
    },
  )
}

function presetPart(preset: Preset): string {
  const fields = presetFields(preset, [])
  const route: SnippetRoute = { ...fields }
  const code = (language: SnippetLanguage) => snippetOf(language, route, gateway)
  const variables = presetVariables(preset).map((name) => `\`${name}\``)
  return `
${block('yaml', addRoute(emptyFile, fields, null))}

| | |
| --- | --- |
| ${variables.length === 1 ? 'Variable' : 'Variables'} | ${variables.join(', ') || 'none'} |
| Base URL for clients | \`${gateway}${preset.path}${preset.base}\` |
| Its own page on keys | <${preset.docs}> |

Variables of the environment that the official libraries read:

${block('sh', code('env'))}

Python:

${block('python', code('python'))}

Node:

${block('js', code('node'))}

To try it:

${block('sh', code('curl'))}
`
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}
