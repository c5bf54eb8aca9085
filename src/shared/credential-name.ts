// Which header names carry a credential, so that their values are masked wherever they would be shown.

/** Authorization, cookies, *api-key*, *token*, *secret*, and the Langfuse pair. */
export function isCredentialName(name: string): boolean {
  if (name === 'litellm_user_api_key') return false
  return /^(proxy-)?authorization$|^(set-)?cookie$|api[-_]?key|subscription-key|token|secret|^LANGFUSE_PUBLIC_KEY$/i.test(
    name,
  )
}
