// What a notification says of a route that fails.
import { gatewayErrors } from '../../shared/errors.ts'
import type { Failing } from '../inspector/failure-watch.ts'

/** Without a host's name: it stands on the screen when nobody looks. */
export function describeFailing({ failures, status, errorType, errorCode }: Failing): string {
  const count = `${failures} requests in a row failed.`
  if (errorType !== null) return `${count} ${gatewayErrors[errorType].sentence}${errorCode ? ` (${errorCode})` : ''}`
  return status === null ? count : `${count} The upstream answered ${status}.`
}
