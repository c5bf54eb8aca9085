// Remembers what was made of the last texts, for an edit asks for the same ones again and again.

/** @param most how many of them */
export function keepLast<Value>(make: (text: string) => Value, most: number): (text: string) => Value {
  /** The one asked for last is the last. */
  const kept: { text: string; value: Value }[] = []
  return (text) => {
    const index = kept.findIndex((entry) => entry.text === text)
    const found = index === -1 ? { text, value: make(text) } : (kept[index] as { text: string; value: Value })
    if (index !== -1) kept.splice(index, 1)
    kept.push(found)
    if (kept.length > most) kept.shift()
    return found.value
  }
}
