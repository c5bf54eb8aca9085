// @fastify/http-proxy with its defaults (undici underneath).
import proxy from '@fastify/http-proxy'
import fastify from 'fastify'

const [port, target] = process.argv.slice(2)
const server = fastify({ logger: false, bodyLimit: 1024 ** 4 })
await server.register(proxy, { upstream: target, undici: { connections: 256 } })
await server.listen({ port: Number(port), host: '127.0.0.1' })
