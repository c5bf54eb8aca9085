// CodeMirror for config.yaml; a module of its own, so that it is loaded when the YAML view is first opened.
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language'
import { highlightSelectionMatches, openSearchPanel, search } from '@codemirror/search'
import { EditorState, type StateEffect, Transaction } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { editing, endKeys, searchKeys, searchPhrases, selectAllKey, travelHistory } from '../../../ui/code-view-keys.ts'
import { codeColours, codeViewTheme } from '../../../ui/code-view-theme.ts'
import { setVariableSources, type VariableSources, yamlLanguage } from '../../../ui/code-view-yaml.ts'
import { changesBetween } from './text-changes.ts'
import { type GetVariables, yamlHelp } from './yaml-help.ts'
import { tabIndents, writingKeys } from './yaml-keys.ts'
import { goToProblem, problemKeys, showProblems, yamlMarks } from './yaml-marks.ts'
import type { TextRange, YamlProblem } from './yaml-problems.ts'
import { yamlTheme } from './yaml-theme.ts'

/** Where the user was, for when the view is shown again. */
export interface LeftAt {
  anchor: number
  head: number
  scroll: StateEffect<unknown>
}

export interface YamlEditorOptions {
  root: ShadowRoot
  text: string
  label: string
  leftAt: LeftAt | null
  variables: GetVariables
  onTyped(): void
  /** Both from 1. */
  onCursor(line: number, column: number): void
  onBlur(): void
  onSave(): void
  /** The editor has nothing of its own left to take back, or to do again. */
  onTravel(direction: 'undo' | 'redo'): void
}

export interface YamlEditor {
  read(): string
  apply(text: string): void
  leftAt(): LeftAt
  /** @param problems with places in the text as it is now */
  showProblems(problems: readonly YamlProblem[]): void
  showVariables(sources: VariableSources): void
  /** Both from 1; what lies beyond the text's ends is its end. */
  goTo(line: number, column: number): void
  goToProblem(step: 1 | -1): void
  /** As if it were typed. */
  write(range: TextRange, text: string): void
  search(): void
  destroy(): void
}

const hint = 'Tab moves the focus; after Ctrl M it indents. F8 goes to the next problem.'

export function createYamlEditor(options: YamlEditorOptions): YamlEditor {
  const { root, text, label, leftAt, variables, onTyped, onCursor, onBlur, onSave, onTravel } = options
  const travel = (direction: 'undo' | 'redo') => (view: EditorView) => {
    if (!travelHistory(view, direction)) onTravel(direction)
    return true
  }
  const ownKeys = [
    { key: 'Mod-s', run: () => Boolean(onSave()) || true },
    { key: 'Mod-z', run: travel('undo'), shift: travel('redo') },
    { key: 'Mod-y', run: travel('redo') },
  ]
  const tell = (view: EditorView) => {
    const { head } = view.state.selection.main
    const line = view.state.doc.lineAt(head)
    onCursor(line.number, head - line.from + 1)
  }
  const within = (place = 0) => Math.min(place, text.length)
  const view = new EditorView({
    root,
    parent: root,
    ...(leftAt ? { scrollTo: leftAt.scroll } : {}),
    state: EditorState.create({
      doc: text,
      selection: { anchor: within(leftAt?.anchor), head: within(leftAt?.head) },
      extensions: [
        yamlLanguage,
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        syntaxHighlighting(codeColours),
        EditorState.phrases.of(searchPhrases),
        lineNumbers(),
        yamlMarks,
        codeFolding(),
        foldGutter(),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        bracketMatching(),
        search({ top: true }),
        highlightSelectionMatches(),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-description': hint, tabindex: '0' }),
        tabIndents,
        yamlHelp(variables),
        keymap.of([...ownKeys, ...writingKeys, ...problemKeys, ...searchKeys, selectAllKey, ...endKeys, ...foldKeymap]),
        editing,
        // The first one wins.
        yamlTheme,
        codeViewTheme,
        EditorView.updateListener.of((update) => {
          const isOutside = update.transactions.some((step) => step.annotation(Transaction.remote))
          if (update.docChanged && !isOutside) onTyped()
          if (update.docChanged || update.selectionSet) tell(update.view)
        }),
        EditorView.domEventHandlers({ blur: onBlur }),
      ],
    }),
  })
  tell(view)

  return {
    read: () => view.state.doc.toString(),
    apply(next) {
      const changes = view.state.changes(changesBetween(view.state.doc.toString(), next))
      const scroll = view.scrollSnapshot().map(changes)
      view.dispatch({
        changes,
        ...(scroll ? { effects: scroll } : {}),
        annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
      })
    },
    leftAt() {
      const { anchor, head } = view.state.selection.main
      return { anchor, head, scroll: view.scrollSnapshot() }
    },
    showProblems: (problems) => showProblems(view, problems),
    showVariables: (sources) => view.dispatch({ effects: setVariableSources.of(sources) }),
    goTo(lineNumber, column) {
      const line = view.state.doc.line(Math.min(Math.max(lineNumber, 1), view.state.doc.lines))
      const anchor = Math.min(line.from + column - 1, line.to)
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
      view.focus()
    },
    goToProblem: (step) => void goToProblem(view, step),
    write({ from, to }, insert) {
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: 'input' })
      view.focus()
    },
    search: () => void openSearchPanel(view),
    destroy: () => view.destroy(),
  }
}
