// A short piece of JSON in its colours, as plain elements: for what is too small for an editor.
import styles from './code-view-json.module.css'

const tokens = /("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b|([{}[\],:]+)/g

/** The text in pieces, each with its colour's name; null for what has none. */
export function jsonPieces(text: string): { kind: string | null; text: string; at: number }[] {
  const pieces: { kind: string | null; text: string; at: number }[] = []
  let end = 0
  const add = (kind: string | null, from: number, to: number) => {
    if (to > from) pieces.push({ kind, text: text.slice(from, to), at: from })
    end = to
  }
  for (const match of text.matchAll(tokens)) {
    const [whole, string, colon, number, literal] = match
    add(null, end, match.index)
    if (string !== undefined) {
      add(colon === undefined ? 'string' : 'key', match.index, match.index + string.length)
      add('punctuation', end, match.index + whole.length)
    } else {
      add(number !== undefined ? 'number' : literal !== undefined ? 'literal' : 'punctuation', end, end + whole.length)
    }
  }
  add(null, end, text.length)
  return pieces
}

export function CodeViewJson({ text, label }: { text: string; label: string }) {
  return (
    <figure className={styles.frame} aria-label={label}>
      <pre className={styles.code}>
        {jsonPieces(text).map(({ kind, text: piece, at }) =>
          kind === null ? (
            piece
          ) : (
            <span key={at} data-kind={kind}>
              {piece}
            </span>
          ),
        )}
      </pre>
    </figure>
  )
}
