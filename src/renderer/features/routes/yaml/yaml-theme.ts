// The YAML editor's looks, over those of every code view.
import { EditorView } from '@codemirror/view'

const popover = {
  maxWidth: '420px',
  border: '0',
  borderRadius: 'var(--r-4)',
  backgroundColor: 'var(--bg-raised)',
  boxShadow: 'var(--shadow-2)',
  color: 'var(--text)',
  font: 'var(--fs-12) / 18px var(--font-ui)',
}

/** Under what a problem is about; the library's own are pictures in colours of its own. */
const underline = (colour: string) => ({
  backgroundImage: 'none',
  paddingBottom: '0',
  textDecoration: `underline wavy ${colour}`,
  textDecorationSkipInk: 'none',
  textUnderlineOffset: '3px',
})

export const yamlTheme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--bg-surface)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'var(--fw-regular) var(--fs-12) / 20px var(--font-mono)', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '8px 0 40px' },
  '.cm-line': { padding: '0 16px 0 0', overflowWrap: 'normal' },
  '.cm-gutters': { backgroundColor: 'var(--bg-surface)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '44px', padding: '0 10px 0 6px' },
  '.cm-marks': { width: '16px' },
  '.cm-marks .cm-gutterElement': { display: 'grid', placeItems: 'center' },
  '.cm-mark-error': { color: 'var(--danger)' },
  '.cm-mark-warning': { color: 'var(--warn)' },
  '.cm-foldGutter .cm-gutterElement': { width: '14px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent', color: 'inherit' },
  '&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter': { backgroundColor: 'var(--bg-selected)' },
  '&.cm-focused .cm-lineNumbers .cm-activeLineGutter': {
    boxShadow: 'inset 3px 0 0 var(--accent-solid)',
    color: 'var(--text-2)',
  },
  '.cm-lintRange-error': underline('var(--danger-mark)'),
  '.cm-lintRange-warning': underline('var(--warn-mark)'),
  '.cm-lintRange-active': { backgroundColor: 'var(--danger-soft)' },
  '.cm-lintPoint::after': { display: 'none' },
  '.cm-tooltip': popover,
  '.cm-tooltip .cm-diagnostic': { margin: '0', padding: '6px 10px', border: '0', whiteSpace: 'normal' },
  '.cm-tooltip-section:not(:first-child)': { borderTop: '1px solid var(--line)' },
  '.cm-tooltip.cm-tooltip-autocomplete': { maxWidth: 'none', overflow: 'visible' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '224px',
    padding: '4px',
    fontFamily: 'var(--font-mono)',
    scrollbarWidth: 'thin',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '16px',
    minHeight: '24px',
    padding: '0 8px',
    borderRadius: 'var(--r-2)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--bg-selected)',
    color: 'var(--text)',
  },
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none' },
  '.cm-completionDetail': { margin: '0', color: 'var(--text-2)', font: 'var(--fs-11) / 1 var(--font-ui)' },
  '.cm-tooltip.cm-completionInfo': { ...popover, width: '280px', padding: '8px 10px' },
  '.cm-help': { padding: '8px 10px' },
  '.cm-help-head': { display: 'flex', flexWrap: 'wrap', gap: '0 8px' },
  '.cm-help-name': { fontFamily: 'var(--font-mono)', fontWeight: 'var(--fw-medium)', overflowWrap: 'anywhere' },
  '.cm-help-facts': { color: 'var(--text-2)' },
})
