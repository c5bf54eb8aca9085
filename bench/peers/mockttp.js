// mockttp passing everything through and keeping what it saw, as HTTP Toolkit uses it.
import { getLocal } from 'mockttp'

const [port, target] = process.argv.slice(2)
const server = getLocal({ recordTraffic: true })
await server.start(Number(port))
await server.forAnyRequest().thenForwardTo(target)
