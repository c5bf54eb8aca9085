// Keeps the header lists of ended exchanges outside the heap: tens of thousands of strings would keep the collector busy.
import { mask } from '../../shared/exchange-detail.ts'
import { createSlabs, type Piece } from './slabs.ts'

/** The header lists of one exchange, packed into one text. Every character is one byte. */
export interface PackedHeads extends Piece {
  /** Empty while it stands in a slab. */
  text: string
}

export interface Heads {
  /** Moves the text out of the heap. */
  store(heads: PackedHeads): void
  /** Moves it back: one that stays for long would hold its whole slab. */
  load(heads: PackedHeads): void
  release(heads: PackedHeads): void
}

export function createHeads(): Heads {
  const slabs = createSlabs(slabBytes)
  return {
    store(heads) {
      const { length } = heads.text
      if (length > slabBytes) return
      slabs.take(heads, length, length)
      heads.length = length
      heads.slab?.bytes.write(heads.text, heads.start, length, 'latin1')
      heads.text = ''
    },
    load(heads) {
      heads.text = textOf(heads)
      // What it held may have been a credential.
      heads.slab?.bytes.fill(0, heads.start, heads.start + heads.length)
      slabs.release(heads)
    },
    release: slabs.release,
  }
}

/** @param lists request's, response's and trailers: name, value, … */
export function packHeads(lists: readonly (readonly string[])[]): string {
  let text = ''
  for (const list of lists) text += `${list.join(separator)}${listEnd}`
  return text
}

export function unpackHeads(heads: PackedHeads): string[][] {
  const lists = textOf(heads).replaceAll(maskCharacter, mask).split(listEnd)
  return lists.map((list) => (list === '' ? [] : list.split(separator)))
}

function textOf({ text, slab, start, length }: PackedHeads): string {
  return slab === null ? text : slab.bytes.toString('latin1', start, start + length)
}

/** Stands for the mask, whose own characters take more than a byte. None of the three can stand in a header. */
export const maskCharacter = '\x01'
const separator = '\0'
const listEnd = '\x02'

const slabBytes = 65_536
