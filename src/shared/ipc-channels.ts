// The two channels between window and main. Free of zod, so that the preload stays small.

/** invoke(name, input) answers a CallResult. */
export const callChannel = 'throughline:call'

/** send(name, payload) from main to a window. */
export const eventChannel = 'throughline:event'
