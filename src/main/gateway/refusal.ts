// Why the gateway answers a request itself: a type of the error table and a message for people.
import type { GatewayErrorType } from '../../shared/errors.ts'

export interface Refusal {
  type: GatewayErrorType
  /** Never repeats a header's value, a key or a variable's value. */
  message: string
  /** Name, value, … beside the ones that every error answer has. */
  headers?: readonly string[]
  /** The cause's code, such as ECONNREFUSED. */
  code?: string
}

export function refuse(type: GatewayErrorType, message: string, headers?: readonly string[]): Refusal {
  return headers ? { type, message, headers } : { type, message }
}
