// The ways in which an upstream may write a value that it gives back: as it is, in a URL, in a form, in JSON.

/** The value itself is among them; most values have no other form. */
export function formsOf(value: string): ReadonlySet<string> {
  const json = JSON.stringify(value).slice(1, -1)
  const forms = new Set([value, json, json.replaceAll('/', String.raw`\/`)])
  // Half a surrogate pair has no other form.
  if (/\p{Surrogate}/u.test(value)) return forms
  const inUrl = encodeURIComponent(value)
  const inForm = new URLSearchParams({ value }).toString().slice('value='.length)
  for (const encoded of [inUrl, inUrl.replaceAll('%2F', '/'), inForm]) {
    forms.add(encoded)
    forms.add(encoded.replaceAll(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()))
  }
  return forms
}
