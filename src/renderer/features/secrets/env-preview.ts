// What the lines of a .env file would set, as a choice: what can be taken, and what is taken at first.
import type { CallOutput } from '../../../shared/contract.ts'

export type EnvPreview = CallOutput<'secrets.previewEnv'>
export type EnvName = EnvPreview[number]

/** What is to be said of lines, which have no name in the preview. */
export function lineNotes(preview: EnvPreview): string[] {
  return preview.flatMap(({ name, problem }) => (name === '' && problem !== null ? [problem] : []))
}

export function namesOf(preview: EnvPreview): EnvName[] {
  return preview.filter(({ name }) => name !== '')
}

const canTake = ({ name, problem }: EnvName) => name !== '' && problem === null

/** Those that can be taken, in the text's order. */
export function takeable(preview: EnvPreview): EnvName[] {
  return preview.filter(canTake)
}

/**
 * New names are chosen by themselves, but those whose values would be lost are not. A name that stood in the text
 * before keeps what the user made of it.
 */
export function firstChoice(
  preview: EnvPreview,
  before: EnvPreview | null,
  chosen: ReadonlySet<string>,
): ReadonlySet<string> {
  const known = new Set(before?.filter(canTake).map(({ name }) => name))
  return new Set(
    takeable(preview)
      .filter(({ name, isKept }) => (known.has(name) ? chosen.has(name) : !isKept))
      .map(({ name }) => name),
  )
}

export function chosenNames(preview: EnvPreview | null, chosen: ReadonlySet<string>): string[] {
  return takeable(preview ?? [])
    .map(({ name }) => name)
    .filter((name) => chosen.has(name))
}
