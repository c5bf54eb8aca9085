// Joins CSS class names.

/** Leaves out what is not there, so that a class can hang on a condition. */
export function classNames(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
