// Bytes as rows: their offset, their hex digits, and their ASCII.

/** A row of sixteen, or of eight where there is little room. */
export type BytesPerRow = 8 | 16

export interface HexRow {
  offset: string
  /** Groups of eight, parted by a wider space; as wide as a full row. */
  hex: string
  /** A dot for what has no shape. */
  ascii: string
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function hexRowCount(length: number, perRow: BytesPerRow): number {
  return Math.ceil(length / perRow)
}

/** `bytes` are those of the row, at most `perRow`. */
export function hexRow(bytes: Uint8Array, offset: number, perRow: BytesPerRow): HexRow {
  const pairs = Array.from({ length: perRow }, (_, index) => {
    const byte = bytes[index]
    return byte === undefined ? '  ' : digits[byte]
  })
  const ascii = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
  return {
    offset: offset.toString(16).padStart(8, '0'),
    hex: [pairs.slice(0, 8), pairs.slice(8)].flatMap((group) => (group.length > 0 ? [group.join(' ')] : [])).join('  '),
    ascii,
  }
}
