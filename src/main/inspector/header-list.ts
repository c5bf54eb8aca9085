// Reads raw header lists: name, value, name, value, …

/** The header's first value; null where it is not there. @param name in lower case */
export function firstValue(headers: readonly string[] | null, name: string): string | null {
  if (headers === null) return null
  for (let i = 0; i < headers.length; i += 2) {
    const candidate = headers[i] as string
    if (candidate.length === name.length && candidate.toLowerCase() === name) return headers[i + 1] as string
  }
  return null
}

/** A Content-Type's media type without parameters, in lower case; null where there is none. */
export function mediaTypeOf(contentType: string | null): string | null {
  if (contentType === null) return null
  const semicolon = contentType.indexOf(';')
  return (semicolon === -1 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase() || null
}

/** The content encodings in lower case, outermost last, without `identity`. */
export function encodingsOf(headers: readonly string[] | null): string[] {
  const encodings: string[] = []
  for (let i = 0; headers !== null && i < headers.length; i += 2) {
    if ((headers[i] as string).toLowerCase() !== 'content-encoding') continue
    for (const part of (headers[i + 1] as string).split(',')) {
      const encoding = part.trim().toLowerCase()
      if (encoding !== '' && encoding !== 'identity') encodings.push(encoding)
    }
  }
  return encodings
}
