// http-proxy with a keep-alive agent, as its README sets it up for throughput.
import { Agent } from 'node:http'
import httpProxy from 'http-proxy'

const [port, target] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: 256 })
httpProxy
  .createProxyServer({ target, agent })
  .on('error', (_error, _request, response) => response.destroy())
  .listen(Number(port), '127.0.0.1')
