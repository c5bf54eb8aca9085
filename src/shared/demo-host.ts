// The host that the demo's routes name as their target, for main that serves it and the window that adds a route to it.

/** `.localhost` never leaves the machine (RFC 6761 6.3). */
export const demoHost = 'demo.throughline.localhost'
