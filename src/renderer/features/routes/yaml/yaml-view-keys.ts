// The keys of the YAML view where the focus is not in the text: search it, and go from problem to problem.

interface Actions {
  search(): void
  goToProblem(step: 1 | -1): void
}

/** Returns the function that ends it. */
export function listenToYamlKeys({ search, goToProblem }: Actions): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    // What has the focus may have taken the key; an open dialog or menu keeps the keys to itself.
    if (event.defaultPrevented || document.querySelector('[data-modal][data-open]')) return
    if (event.key === 'F8') goToProblem(event.shiftKey ? -1 : 1)
    else if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'f') search()
    else return
    event.preventDefault()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}
