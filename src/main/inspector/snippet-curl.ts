// Writes a request as a curl command for a POSIX shell.
import type { Piece, SnippetRequest } from './snippet-request.ts'
import { utf8Text } from './snippet-text.ts'

/** Characters. Linux takes 128 KiB for one argument of a program; a shell's own printf takes any. */
const longestArgument = 100_000

/** Bytes. From here on curl asks first whether it may send. */
const expectFrom = 1_048_576

export function curlSnippet(request: SnippetRequest): string {
  const { method, headers, basic, isCompressed, body } = request
  const data = body === null ? null : dataOf(body)
  const parts = targetParts(request.url)
  if (method === 'HEAD' && data === null) parts.push('--head')
  else if (method !== (data === null ? 'GET' : 'POST')) parts.push(`-X ${shellWord([method])}`)
  if (basic !== null) parts.push(`-u "\${${basic.user}}:$${basic.password}"`)
  for (const { name, pieces } of headers) {
    parts.push(`-H ${shellWord(pieces.length === 0 ? [`${name};`] : [`${name}: `, ...pieces])}`)
  }
  for (const name of ownHeadersToDrop(request)) parts.push(`-H '${name}:'`)
  if (isCompressed) parts.push('--compressed')
  if (data !== null) parts.push(data.option)
  const command = `curl ${parts.join(' \\\n  ')}`
  return data?.wrap(command) ?? command
}

/** Headers that curl would send and the request did not have. */
function ownHeadersToDrop({ headers, body }: SnippetRequest): string[] {
  const names = new Set(headers.map(({ name }) => name.toLowerCase()))
  const own = ['User-Agent', 'Accept']
  if (body !== null) own.push('Content-Type')
  if ((body?.length ?? 0) >= expectFrom) own.push('Expect')
  return own.filter((name) => !names.has(name.toLowerCase()))
}

const plainTarget = /^\/[\w\-.~%!$&'()*+,;=:@/?[\]{}]*$/

/** curl reads a URL in its own way: what it would change goes as a request target beside the URL. */
function targetParts(url: readonly Piece[]): string[] {
  const [first = '', ...rest] = url
  const origin = typeof first === 'string' ? /^[a-z]+:\/\/[^/?#]*/i.exec(first)?.[0] : undefined
  const visible = url.map((piece) => (typeof piece === 'string' ? piece : 'x')).join('')
  const target = visible.slice(origin?.length ?? visible.length)
  if (origin === undefined || !target.startsWith('/')) return [shellWord(url)]
  const hasDotSegment = /(^|\/)\.{1,2}(\/|$)/.test(target.split('?')[0] ?? '')
  if (!plainTarget.test(target) || hasDotSegment) {
    const own = [String(first).slice(origin.length), ...rest].filter((piece) => piece !== '')
    return [shellWord([`${origin}/`]), `--request-target ${shellWord(own)}`]
  }
  return /[[\]{}]/.test(target) ? ['--globoff', shellWord(url)] : [shellWord(url)]
}

interface Data {
  option: string
  /** Adds what pipes the body into the command. */
  wrap(command: string): string
}

function dataOf(body: Buffer): Data {
  const text = utf8Text(body)
  // A control character pasted into a terminal acts there, so it is never written as itself.
  if (text !== null && !hasControls(text) && text.length <= longestArgument) {
    return { option: `--data-raw ${singleQuoted(text)}`, wrap: (command) => command }
  }
  const option = '--data-binary @-'
  if (text !== null) return { option, wrap: (command) => `printf ${printfFormat(body)} | ${command}` }
  const lines = body.toString('base64').replaceAll(/.{76}(?=.)/g, '$&\n')
  // The mark has a character that base64 has not.
  return { option, wrap: (command) => `base64 -d <<'END_OF_BODY' | ${command}\n${lines}\nEND_OF_BODY` }
}

/** All but line breaks and tabs, which are no harm in quotes. */
const controls = /[^\P{Cc}\n\t]/gu

function hasControls(text: string): boolean {
  return text.search(controls) !== -1
}

/** One word of the shell: text in single quotes, variables in double quotes, both in double quotes where that is safe. */
export function shellWord(pieces: readonly Piece[]): string {
  const texts = pieces.filter((piece) => typeof piece === 'string')
  if (texts.length === pieces.length) return textWord(texts.join(''))
  if (texts.every((text) => /^[ #%&'()*+,\-./\w:;<=>?@[\]^{|}~]*$/.test(text))) {
    return `"${pieces.map((piece, index) => (typeof piece === 'string' ? piece : reference(piece.variable, pieces[index + 1]))).join('')}"`
  }
  return pieces.map((piece) => (typeof piece === 'string' ? textWord(piece) : `"$${piece.variable}"`)).join('')
}

/** With braces before what would be read as a part of it: zsh takes `:` and `[` for that too. */
function reference(name: string, next: Piece | undefined): string {
  return typeof next === 'string' && !/^[ ,;./&]/.test(next) ? `\${${name}}` : `$${name}`
}

function textWord(text: string): string {
  if (/^[\w\-.:/]+$/.test(text) && !text.includes('://')) return text
  const bytes = Buffer.from(text, 'latin1')
  const readable = utf8Text(bytes)
  return readable === null || hasControls(readable) ? `"$(printf ${printfFormat(bytes)})"` : singleQuoted(readable)
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** A format for printf that has no argument and gives these bytes. */
function printfFormat(bytes: Buffer): string {
  const readable = utf8Text(bytes)
  const text = (readable ?? bytes.toString('latin1'))
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
    .replaceAll('\r', '\\r')
    // Else a format would be taken for an option.
    .replace(/^-/, '\\055')
  const [unsafe, encoding] =
    readable === null ? ([/[^\x20-\x7e\n\t]/g, 'latin1'] as const) : ([controls, 'utf8'] as const)
  return singleQuoted(text.replaceAll(unsafe, (character) => octal(Buffer.from(character, encoding))))
}

function octal(bytes: Buffer): string {
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
