// Completion and help in the YAML editor, from what config.yaml may hold and from the names of secrets.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete'
import type { EditorState } from '@codemirror/state'
import { type EditorView, hoverTooltip } from '@codemirror/view'
import { helpOf, type KeyHelp } from '../../../../shared/config-help.ts'
import { variableAt } from '../../../ui/code-view-yaml.ts'
import { type KnownVariable, optionsAt, type YamlOption } from './yaml-options.ts'
import { type Lines, placeAt } from './yaml-place.ts'

/** Names of variables and where their values come from, as they are known now. Never a value. */
export type GetVariables = () => readonly KnownVariable[]

function linesOf({ doc }: EditorState): Lines {
  return { count: doc.lines, line: (number) => doc.line(number + 1).text }
}

function placeIn(state: EditorState, position: number) {
  const line = state.doc.lineAt(position)
  return placeAt(linesOf(state), line.number - 1, position - line.from)
}

function element(className: string, text: string): HTMLElement {
  const made = document.createElement('div')
  made.className = className
  made.textContent = text
  return made
}

function helpElement(className: string, name: string, facts: string, help: string): HTMLElement {
  const made = element(className, '')
  const head = element('cm-help-head', '')
  head.append(element('cm-help-name', name), element('cm-help-facts', facts))
  made.append(head)
  if (help !== '') made.append(element('cm-help-text', help))
  return made
}

const factsOf = ({ type, default: without }: KeyHelp) => (without === null ? type : `${type}, without it ${without}`)

const keyElement = (className: string, key: KeyHelp) => helpElement(className, key.name, factsOf(key), key.help)

function completionOf({ label, detail, help, insert, goesOn, kind }: YamlOption): Completion {
  return {
    label,
    type: kind,
    ...(detail === null ? {} : { detail }),
    ...(help === null ? {} : { info: () => keyElement('', help) }),
    apply: (view, completion, from, to) => {
      const rest = view.state.sliceDoc(to, view.state.doc.lineAt(to).to)
      // A key that has its colon already gets no second one.
      const text = kind === 'key' && /^[\w-]*\s*:/.test(rest) ? label : insert
      const end = kind === 'value' || text === label ? to + (/^[\w-]*/.exec(rest)?.[0].length ?? 0) : to
      view.dispatch({
        changes: { from, to: end, insert: text },
        selection: { anchor: from + text.length },
        annotations: pickedCompletion.of(completion),
        userEvent: 'input.complete',
        scrollIntoView: true,
      })
      if (goesOn && text === insert) startCompletion(view)
    },
  }
}

const complete = (variables: GetVariables) => (context: CompletionContext) => {
  const place = placeIn(context.state, context.pos)
  if (!place) return null
  // Keys do not come up by themselves before there is a letter of them.
  if (place.typed === '' && place.kind === 'key' && !context.explicit) return null
  const { typed, options, isNarrowed = false } = optionsAt(place, variables())
  if (options.length === 0) return null
  return {
    from: context.pos - typed,
    options: options.map(completionOf),
    filter: !isNarrowed,
    validFor: /^(?:[\w-]*|os\.environ\/\w+)$/,
  }
}

function helpAt(view: EditorView, position: number, variables: GetVariables) {
  const variable = variableAt(view, position)
  if (variable) {
    const words = variables().find(({ name }) => name === variable.name)?.words ?? 'is not known here'
    return { from: variable.from, to: variable.to, made: helpElement('cm-help', variable.name, words, '') }
  }
  const line = view.state.doc.lineAt(position)
  const place = placeIn(view.state, position)
  if (place?.kind !== 'key') return null
  const from = line.from + place.column
  const name = /^(["']?)([\w-]+)\1(?=\s*:)/.exec(line.text.slice(place.column))?.[2]
  const help = name === undefined ? null : helpOf([...place.path, name])
  if (!help || position < from) return null
  return { from, to: from + help.name.length, made: keyElement('cm-help', help) }
}

export function yamlHelp(variables: GetVariables) {
  return [
    autocompletion({ override: [complete(variables)], icons: false, aboveCursor: false }),
    hoverTooltip(
      (view, position) => {
        const help = helpAt(view, position, variables)
        return help && { pos: help.from, end: help.to, above: true, create: () => ({ dom: help.made }) }
      },
      { hoverTime: 350 },
    ),
  ]
}
