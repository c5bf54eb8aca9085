// Header lists as they are kept: what a list shares with one shortly before it stands once for both; beside it, what differs.
import { packList, separator, unpackList } from './heads.ts'
import { detached, type HeaderKind, type Masking } from './masking.ts'

/** Names, and values as they are packed, of a list that others are like. */
export interface HeadForm {
  readonly names: readonly string[]
  readonly values: readonly string[]
}

export interface PackedHead {
  readonly form: HeadForm
  /** Place and value of each header that differs from the form; with `noForm` the whole list. */
  readonly text: string
}

/** A form, and what is to be known to tell whether a list has it. */
interface KnownForm {
  readonly form: HeadForm
  readonly kinds: readonly HeaderKind[]
  /** Values that are kept as they came; null where one was masked. */
  readonly plain: readonly (string | null)[]
  /** What was masked wherever it stood: under others an equal value may have to be masked. */
  readonly secrets: readonly string[]
  readonly rules: object
  readonly keepsAll: boolean
}

/** @param keepsAll whether the client's credentials stay readable; `secrets` are masked wherever they stand */
export type PackHead = (list: readonly string[], secrets: readonly string[], keepsAll: boolean) => PackedHead

/** Of a list that is like no other. */
export const noForm: HeadForm = { names: [], values: [] }

/** Packs lists of one kind, such as the headers of all requests: these are much alike. */
export function createHeadForms(masking: Masking): PackHead {
  const known: KnownForm[] = []
  let next = 0
  let misses = 0

  const differences = ({ form, kinds, plain }: KnownForm, list: readonly string[], secrets: readonly string[]) => {
    let text = ''
    for (let place = 0; place < plain.length; place++) {
      const value = list[2 * place + 1] as string
      if (value === plain[place]) continue
      const shown = masking.show(kinds[place] as HeaderKind, value, secrets)
      if (shown !== form.values[place]) text += String.fromCharCode(place + firstPlace) + shown + separator
    }
    return text
  }

  const learn = (list: readonly string[], secrets: readonly string[], keepsAll: boolean): HeadForm => {
    const names: string[] = []
    const kinds: HeaderKind[] = []
    const values: string[] = []
    const plain: (string | null)[] = []
    for (let i = 0; i < list.length; i += 2) {
      const kind = keepsAll ? 'plain' : masking.kindOf(list[i] as string)
      const value = list[i + 1] as string
      const shown = detached(masking.show(kind, value, secrets))
      names.push(detached(list[i] as string))
      kinds.push(kind)
      values.push(shown)
      plain.push(shown === value ? shown : null)
    }
    const form = { names, values }
    known[next] = { form, kinds, plain, secrets: secrets.map(detached), rules: masking.rules, keepsAll }
    next = (next + 1) % knownForms
    return form
  }

  return (list, secrets, keepsAll) => {
    if (list.length === 0) return nothing
    const { rules } = masking
    for (let i = 0; i < known.length; i++) {
      const candidate = known[i] as KnownForm
      const { form } = candidate
      if (candidate.rules !== rules || candidate.keepsAll !== keepsAll || !hasNames(list, form.names)) continue
      if (isSame(candidate.secrets, secrets)) return { form, text: differences(candidate, list, secrets) }
    }
    // Lists that are all unlike would make a form each, and a form is dearer than its text.
    if (list.length > 2 * longestForm || misses++ % missesForOne > 0) {
      return { form: noForm, text: packList(keepsAll ? list : masking.headers(list, secrets)) }
    }
    return { form: learn(list, secrets, keepsAll), text: '' }
  }
}

/** Name, value, name, value, … */
export function unpackHead({ names, values }: HeadForm, text: string): string[] {
  if (names.length === 0) return unpackList(text)
  const list = names.flatMap((name, place) => [name, values[place] as string])
  for (const part of text.split(separator).slice(0, -1)) {
    list[2 * (part.charCodeAt(0) - firstPlace) + 1] = part.slice(1)
  }
  return unpackList(packList(list))
}

const nothing: PackedHead = { form: noForm, text: '' }

function hasNames(list: readonly string[], names: readonly string[]): boolean {
  if (list.length !== 2 * names.length) return false
  for (let i = 0; i < names.length; i++) if (list[2 * i] !== names[i]) return false
  return true
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Few, for all are compared where none fits. */
const knownForms = 8
/** One list in so many that have no form gets one. */
const missesForOne = 8
/** A place is one byte, and none of those that stand between lists and values. */
const firstPlace = 3
const longestForm = 200
