// Inputs that several calls share.
import { z } from 'zod'

export const nothing = z.undefined()
export const idSchema = z.string().min(1).max(100)
export const idsSchema = z.array(idSchema).min(1).max(100_000)
export const routeIndexSchema = z.number().int().nonnegative()
export const oneRoute = z.strictObject({ index: routeIndexSchema, path: z.string().max(2000) })
export const oneExchange = z.strictObject({ id: idSchema })
/** A WebSocket's bytes to the upstream are its request's body, those to the client its response's. */
export const sideSchema = z.enum(['request', 'response'])
/** `captured`: the bytes as they came over the wire; `decoded`: without their content encodings. */
export const formSchema = z.enum(['captured', 'decoded'])
