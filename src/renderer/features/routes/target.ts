// A target in the parts that read differently: the host is what matters, https goes without saying.

export interface TargetParts {
  scheme: string
  host: string
  rest: string
}

/** `https://` and a lone trailing slash are left out; anything that is no URL, such as a variable, is all host. */
export function splitTarget(target: string): TargetParts {
  const match = /^(https?:\/\/)([^/?#]+)(.*)$/i.exec(target)
  if (!match) return { scheme: '', host: target, rest: '' }
  const [, scheme = '', host = '', rest = ''] = match
  return { scheme: scheme.toLowerCase() === 'https://' ? '' : scheme, host, rest: rest === '/' ? '' : rest }
}
