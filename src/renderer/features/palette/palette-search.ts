// Finds what the palette offers for a typed text.

export const paletteGroups = ['Commands', 'Pages', 'Routes', 'Saved filters', 'Recent exchanges'] as const
export type PaletteGroup = (typeof paletteGroups)[number]

export interface PaletteItem {
  /** Unique among all. */
  id: string
  group: PaletteGroup
  label: string
  /** Stands behind the label, dimmed; it is looked through as well. */
  context: string
}

/** A character before the text that leaves only these groups; a slash is a path's own and stays part of the text. */
const prefixes: Readonly<Record<string, readonly PaletteGroup[]>> = {
  '/': ['Routes', 'Recent exchanges'],
  '>': ['Commands', 'Pages'],
  '#': ['Recent exchanges'],
}

/** How many of a group are shown. */
const mostOfGroup: Record<PaletteGroup, number> = {
  Commands: 40,
  Pages: 5,
  Routes: 6,
  'Saved filters': 6,
  'Recent exchanges': 6,
}

export interface PaletteQuery {
  groups: readonly PaletteGroup[]
  /** In lower case. */
  words: string
}

export function readQuery(typed: string): PaletteQuery {
  const text = typed.trim().toLowerCase()
  const first = text[0] ?? ''
  const groups = prefixes[first]
  if (!groups) return { groups: paletteGroups, words: text }
  return { groups, words: first === '/' ? text : text.slice(1).trim() }
}

/** Where the text stands in the label: at a word's start before elsewhere; in the context alone comes last. */
function rank({ label, context }: PaletteItem, words: string): number {
  const place = label.toLowerCase().indexOf(words)
  if (place === 0) return 0
  if (place > 0) return /\W/.test(label[place - 1] ?? '') ? 1 : 2
  return context.toLowerCase().includes(words) ? 3 : 4
}

/** Best first within each group, the groups in their order. Without a text everything is offered. */
export function searchPalette<Item extends PaletteItem>(items: readonly Item[], typed: string): Item[] {
  const { groups, words } = readQuery(typed)
  return groups.flatMap((group) => {
    const ranked = items
      .filter((item) => item.group === group)
      .map((item) => ({ item, place: words === '' ? 0 : rank(item, words) }))
      .filter(({ place }) => place < 4)
    return ranked
      .sort((one, other) => one.place - other.place)
      .slice(0, mostOfGroup[group])
      .map(({ item }) => item)
  })
}

/** The text in three parts, the middle one being what was typed; null where it is not in it. */
export function markMatch(text: string, words: string): [string, string, string] | null {
  const place = words === '' ? -1 : text.toLowerCase().indexOf(words)
  if (place < 0) return null
  return [text.slice(0, place), text.slice(place, place + words.length), text.slice(place + words.length)]
}
