// Names the variables that are to hold the credentials of a config.yaml.

export interface VariableNames {
  /** The same name for the same secret, and never one that the file uses for something else. */
  of(secret: string, wanted: string): string
  /** Those that were named, in the order of their naming. */
  secrets(): readonly string[]
}

export function createVariableNames(text: string): VariableNames {
  const taken = new Set(Array.from(text.matchAll(/os\.environ\/([A-Za-z_][A-Za-z0-9_]*)/g), (match) => match[1]))
  const bySecret = new Map<string, string>()
  /** Of each name the number to go on with: thousands may want the same one. */
  const numbers = new Map<string, number>()
  return {
    of(secret, wanted) {
      const known = bySecret.get(secret)
      if (known !== undefined) return known
      let name = wanted
      let number = numbers.get(wanted) ?? 2
      for (; taken.has(name); number++) name = `${wanted}_${number}`
      numbers.set(wanted, number)
      taken.add(name)
      bySecret.set(secret, name)
      return name
    },
    secrets: () => [...bySecret.keys()],
  }
}
