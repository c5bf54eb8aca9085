// YAML in its colours: what the grammar knows, and what it takes for one: numbers, booleans, and variables by where
// their value comes from.
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, syntaxHighlighting, syntaxTree } from '@codemirror/language'
import { Prec, type Range, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { VariableSource } from '../../shared/route.ts'

export type VariableSources = ReadonlyMap<string, VariableSource>

export const setVariableSources = StateEffect.define<VariableSources>()

const variableSources = StateField.define<VariableSources>({
  create: () => new Map(),
  update: (value, transaction) =>
    transaction.effects.reduce((known, effect) => (effect.is(setVariableSources) ? effect.value : known), value),
})

const colours = ['teal', 'violet', 'danger', 'code-literal', 'code-number'] as const

/** By a class: the page's content policy takes no style attributes. */
const coloured = (name: (typeof colours)[number]) => Decoration.mark({ class: `cm-colour-${name}` })

const bySource: Record<VariableSource | 'unknown', Decoration> = {
  keychain: coloured('teal'),
  memory: coloured('violet'),
  environment: coloured('violet'),
  'env-file': coloured('violet'),
  missing: coloured('danger'),
  unreadable: coloured('danger'),
  unknown: coloured('code-literal'),
}
const literal = coloured('code-literal')
const number = coloured('code-number')

const reference = /os\.environ\/([A-Za-z_][A-Za-z0-9_]*)/g
const values = new Set(['Literal', 'QuotedLiteral', 'BlockLiteralContent'])
/** Longer scalars hold no number. */
const longestNumber = 40

function build(view: EditorView): DecorationSet {
  const { state } = view
  const sources = state.field(variableSources)
  const marks: Range<Decoration>[] = []
  for (const visible of view.visibleRanges) {
    syntaxTree(state).iterate({
      ...visible,
      enter: (node) => {
        if (node.name === 'Key') return false
        if (!values.has(node.name)) return undefined
        const from = Math.max(node.from, visible.from)
        const text = state.sliceDoc(from, Math.min(node.to, visible.to))
        if (node.name === 'Literal' && text.length <= longestNumber) {
          if (/^(true|false|null|~)$/i.test(text)) marks.push(literal.range(node.from, node.to))
          else if (/^[-+]?(\d[\d_]*(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text))
            marks.push(number.range(node.from, node.to))
        }
        for (const match of text.matchAll(reference)) {
          const mark = bySource[sources.get(match[1] as string) ?? 'unknown']
          marks.push(mark.range(from + match.index, from + match.index + match[0].length))
        }
        return undefined
      },
    })
  }
  return Decoration.set(marks, true)
}

class Colours {
  decorations: DecorationSet

  constructor(view: EditorView) {
    this.decorations = build(view)
  }

  update(update: ViewUpdate): void {
    const isOther =
      syntaxTree(update.startState) !== syntaxTree(update.state) ||
      update.startState.field(variableSources) !== update.state.field(variableSources)
    if (update.docChanged || update.viewportChanged || isOther) this.decorations = build(update.view)
  }
}

const scalars = HighlightStyle.define([
  { tag: tags.content, color: 'var(--code-string)' },
  { tag: [tags.labelName, tags.typeName], color: 'var(--code-literal)' },
])

/** Variables are in one colour until their sources are set. */
export const yamlLanguage = [
  yaml(),
  syntaxHighlighting(scalars),
  variableSources,
  EditorView.theme(Object.fromEntries(colours.map((name) => [`.cm-colour-${name}`, { color: `var(--${name})` }]))),
  // Inside of the grammar's own colours, which stand high.
  Prec.highest(ViewPlugin.fromClass(Colours, { decorations: (plugin) => plugin.decorations })),
]

/** The variable that a place stands in; null elsewhere. */
export function variableAt({ state }: EditorView, position: number): { name: string; from: number; to: number } | null {
  const line = state.doc.lineAt(position)
  for (const match of line.text.matchAll(reference)) {
    const from = line.from + match.index
    const to = from + match[0].length
    if (from <= position && position <= to) return { name: match[1] as string, from, to }
  }
  return null
}
