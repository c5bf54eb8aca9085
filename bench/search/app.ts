// The gateway with its recorder and inspector, told by its parent when to search.
import { parseConfig } from '../../src/main/config/parse-config.ts'
import { createVariables } from '../../src/main/config/variables.ts'
import { createGateway } from '../../src/main/gateway/gateway.ts'
import { decodeBody } from '../../src/main/inspector/decode.ts'
import { createRecorder } from '../../src/main/inspector/recorder.ts'
import { createSearches } from '../../src/main/inspector/search.ts'

export type ToApp = { listen: string } | { search: string }
export type FromApp = { port: number } | { searchedMs: number; exchanges: number }

const variables = createVariables({ environment: {} })
const recorder = createRecorder({ variables, limits: { exchanges: 20_000 } })
const gateway = createGateway({ variables, observer: recorder })
let onSearched: (searched: number) => void = () => undefined
const searches = createSearches({
  exchanges: recorder,
  onEnded: recorder.onEnded,
  decodeBody,
  onProgress: ({ searched }) => onSearched(searched),
})
const tell = (message: FromApp) => process.send?.(message)

process.on('message', async (message: ToApp) => {
  if ('listen' in message) {
    const { config } = parseConfig(message.listen, { environment: {} })
    if (config === null) throw new Error('The config is not valid.')
    gateway.setConfig(config)
    const { port } = await gateway.listen({ host: '127.0.0.1', port: 0 })
    return tell({ port })
  }
  // What ends meanwhile is searched too, but is not counted.
  const exchanges = recorder.list().length
  const begin = performance.now()
  const done = new Promise<void>((resolve) => {
    onSearched = (searched) => {
      if (searched >= exchanges) resolve()
    }
  })
  const id = searches.start([{ kind: 'body', text: message.search, isNot: false }])
  await done
  tell({ searchedMs: performance.now() - begin, exchanges })
  searches.cancel(id)
})
