// Header lists as one text, in which every character is one byte: tens of thousands of strings would keep the collector busy.
import { mask } from '../../shared/exchange-detail.ts'

/** @param list name, value, … */
export function packList(list: readonly string[]): string {
  let text = ''
  for (let i = 0; i < list.length; i++) text += (list[i] as string) + separator
  return text
}

export function unpackList(text: string): string[] {
  const list = text.replaceAll(maskCharacter, mask).split(separator)
  list.pop()
  return list
}

/** The mask as it is packed. */
export function toOneByte(value: string): string {
  return value.replaceAll(mask, maskCharacter)
}

/** Stands for the mask, whose own characters take more than a byte. None of the three can stand in a header. */
export const maskCharacter = '\x01'
/** Behind every name and every value. */
export const separator = '\0'
/** Between lists. */
export const listEnd = '\x02'
