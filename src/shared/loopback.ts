// Which addresses only this computer can reach.

/** @param host a name or an address, an IPv6 one with or without brackets */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
