// The server's state as the window shows it.
import { z } from 'zod'

/** Why the server could not listen on an address. */
export const serverErrorSchema = z.object({
  code: z.enum(['port_in_use', 'server_error']),
  message: z.string(),
  /** A port that was free when it was looked for. */
  freePort: z.number().int().nullable(),
})
export type ServerError = z.infer<typeof serverErrorSchema>

export const serverStateSchema = z.object({
  state: z.enum(['starting', 'running', 'stopping', 'stopped', 'failed']),
  host: z.string(),
  /** The port in use while running, else the one that would be tried. */
  port: z.number().int(),
  /** The address to give to a client, such as http://127.0.0.1:4000. */
  url: z.string(),
  /** The address that the server has left, while the requests that came to it still run. */
  leaving: z.string().nullable(),
  /** Set when failed. */
  error: serverErrorSchema.nullable(),
})

export type ServerState = z.infer<typeof serverStateSchema>
