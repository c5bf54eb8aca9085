// Whether a key belongs to a field or a dialog, so that single-key shortcuts leave it alone.

export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  return target.closest('input, textarea, [contenteditable], [data-modal]') !== null
}
