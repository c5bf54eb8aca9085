// Which of the things that are dropped on the window is a config file.

export type Dropped = { kind: 'config'; file: File } | { kind: 'refused'; message: string } | { kind: 'nothing' }

const isYaml = (name: string) => /\.ya?ml$/i.test(name)

/** Only a single .yaml or .yml file can be opened; links and texts are not meant for the window. */
export function readDrop(files: readonly File[]): Dropped {
  const [file, ...others] = files
  if (!file) return { kind: 'nothing' }
  if (others.length > 0) return { kind: 'refused', message: 'Drop one file: only one config.yaml is open at a time.' }
  if (!isYaml(file.name)) return { kind: 'refused', message: `${file.name} is no .yaml file. Nothing was opened.` }
  return { kind: 'config', file }
}
