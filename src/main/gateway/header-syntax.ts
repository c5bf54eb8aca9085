// What HTTP allows in a header's name and value (RFC 9110 5.1, 5.5, 5.6.2).

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const forbiddenInValue = /[^\t\x20-\x7e\x80-\xff]/

export function isHeaderToken(name: string): boolean {
  return token.test(name)
}

/** Tab, visible ASCII, space and Latin-1: no CR, LF, NUL or other control character. */
export function isHeaderValue(value: string): boolean {
  return !forbiddenInValue.test(value)
}
