// Moves the server to another address, as the Settings page does.
import type { CallInput } from '../../../shared/contract.ts'
import type { ServerError } from '../../../shared/server.ts'
import { call } from '../../api.ts'
import { server } from '../server/store.ts'

/** Answers why it stayed where it was, or null. @throws {ApiError} where main answers an error. */
export async function moveServer(to: CallInput<'server.move'>): Promise<ServerError | null> {
  const { state, error } = await call('server.move', to)
  server.set(state)
  return error
}
