// The editor knows one kind of line break; the file keeps the ones that it has.
import { changesBetween } from './text-changes.ts'

/** With `\n` for every line break, as the editor has it. */
export function asEdited(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** The edited text with the line breaks of the file that it was made from; new lines end as most of the file's do. */
export function withLineBreaksOf(file: string, edited: string): string {
  if (!file.includes('\r')) return edited
  const usual = (file.match(/\r\n/g)?.length ?? 0) * 2 > (file.match(/\r\n?|\n/g)?.length ?? 0) ? '\r\n' : '\n'
  const place = placesIn(file)
  let text = ''
  let at = 0
  for (const { from, to, insert } of changesBetween(asEdited(file), edited)) {
    text += file.slice(at, place(from)) + insert.replaceAll('\n', usual)
    at = place(to)
  }
  text += file.slice(at)
  // Breaks that came to stand side by side can make one of two.
  return asEdited(text) === edited ? text : edited.replaceAll('\n', usual)
}

/** For places that only grow: where each of them in the edited text is in the file. */
function placesIn(file: string): (edited: number) => number {
  let edited = 0
  let at = 0
  return (wanted) => {
    while (edited < wanted) {
      at += file[at] === '\r' && file[at + 1] === '\n' ? 2 : 1
      edited += 1
    }
    return at
  }
}
