// What the status bar says beside the YAML view: what is kept, and where the cursor is.
import { useStore } from 'zustand'
import { StatusItem } from '../../../ui/page.tsx'
import { yamlPage } from './yaml-document.ts'

/** Behind the file's state. */
export function YamlKept() {
  return <StatusItem>Comments and unknown keys are kept</StatusItem>
}

/** At the right end. */
export function YamlStatus() {
  const { line, column } = useStore(yamlPage)
  return (
    <>
      <StatusItem>
        Ln {line}, Col {column}
      </StatusItem>
      <StatusItem>Spaces: 2</StatusItem>
      <StatusItem>YAML</StatusItem>
    </>
  )
}
