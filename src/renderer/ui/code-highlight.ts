// Colours for the few lines of a snippet: comments, strings and words of the language.

export type CodeKind = 'comment' | 'string' | 'keyword' | 'plain'

export interface CodePiece {
  kind: CodeKind
  text: string
  /** Where it begins. */
  at: number
}

const pattern =
  /(?<comment>^#.*$)|(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?<keyword>\b(?:import|from|const|await|for|in|of|new|print|curl)\b(?![:=/.-]))/gm

export function highlight(code: string): CodePiece[] {
  const pieces: CodePiece[] = []
  let end = 0
  const plain = (until: number) => {
    if (until > end) pieces.push({ kind: 'plain', text: code.slice(end, until), at: end })
  }
  for (const match of code.matchAll(pattern)) {
    plain(match.index)
    const { comment, string } = match.groups ?? {}
    const kind = comment !== undefined ? 'comment' : string !== undefined ? 'string' : 'keyword'
    pieces.push({ kind, text: match[0], at: match.index })
    end = match.index + match[0].length
  }
  plain(code.length)
  return pieces
}
