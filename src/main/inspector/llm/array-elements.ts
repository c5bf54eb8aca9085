// Finds the elements of a JSON array that arrives in pieces, before it is whole.

export interface ArrayElements {
  /** Tells of each element that is complete: where it begins and ends in all that was fed. */
  feed(text: string): void
  /** The array's last bracket was there. */
  readonly isClosed: boolean
}

/** Objects are told of alone: streamed arrays hold nothing else. Wants no valid JSON, and throws nothing. */
export function createArrayElements(onObject: (start: number, end: number) => void): ArrayElements {
  let offset = 0
  let depth = 0
  let start = 0
  let isInText = false
  let isEscaped = false
  let isClosed = false
  const step = (character: string, position: number) => {
    if (isEscaped) isEscaped = false
    else if (isInText) {
      if (character === '\\') isEscaped = true
      else if (character === '"') isInText = false
    } else if (character === '"') isInText = true
    else if (character === '{' || character === '[') {
      depth++
      if (depth === 2 && character === '{') start = position
    } else if (character === '}' || character === ']') {
      depth--
      if (depth === 1 && character === '}') onObject(start, position + 1)
      if (depth === 0) isClosed = true
    }
  }
  return {
    feed(text) {
      for (let i = 0; i < text.length && !isClosed; i++) step(text[i] as string, offset + i)
      offset += text.length
    },
    get isClosed() {
      return isClosed
    },
  }
}
