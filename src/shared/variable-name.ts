// What a variable may be called; apart from the schemas, so that the window needs no zod to check a name.

/** The names that `os.environ/NAME` can hold. */
export const variableNamePattern = /^[A-Za-z_][A-Za-z0-9_]*$/
