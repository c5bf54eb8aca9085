// The two channels between window and main. Free of zod, so that the preload stays small.

/** invoke(name, input) answers a CallResult. */
export const callChannel = 'throughline:call'

/** invoke(path) answers the CallResult of config.openDropped. */
export const dropChannel = 'throughline:drop'

/** send(name, payload) from main to a window. */
export const eventChannel = 'throughline:event'
