// The demo as a first start serves it: the real gateway, the built-in config and the built-in upstream.
import { onTestFinished } from 'vitest'
import { demoConfig } from '../../../src/main/config/demo-config.ts'
import { parseConfig } from '../../../src/main/config/parse-config.ts'
import { createVariables } from '../../../src/main/config/variables.ts'
import { createDemoUpstream, type DemoUpstream } from '../../../src/main/demo/demo-upstream.ts'
import { createGateway } from '../../../src/main/gateway/gateway.ts'
import { createRecorder, type Recorder } from '../../../src/main/inspector/recorder.ts'

export interface Demo {
  url: string
  upstream: DemoUpstream
  recorder: Recorder
}

export async function startDemo(text = demoConfig, environment: Record<string, string> = {}): Promise<Demo> {
  const { config } = parseConfig(text, { environment })
  if (!config) throw new Error('The config is not valid.')
  const upstream = createDemoUpstream()
  const recorder = createRecorder()
  const gateway = createGateway({
    variables: createVariables({ environment }),
    observer: recorder,
    hostOverrides: upstream.hostOverrides,
    limits: { drainTime: 500 },
  })
  gateway.setConfig(config)
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    await gateway.close()
    await upstream.close()
  })
  return { url, upstream, recorder }
}

export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** Resolves when the recorder's newest exchange has ended. */
export function lastEnded(recorder: Recorder): Promise<ReturnType<Recorder['list']>[number]> {
  return new Promise((resolve) => {
    const look = () => {
      const last = recorder.list().at(-1)
      if (last?.state !== 'ended') return
      end()
      resolve(last)
    }
    const end = recorder.onChange(look)
    look()
  })
}
