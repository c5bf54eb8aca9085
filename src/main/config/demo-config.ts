// The config.yaml of a first start: routes to the upstream that is built into the program.
import { demoHost } from '../../shared/demo-host.ts'

export const demoConfig = `# Throughline's demo. Its routes lead to an upstream built into the program: no account, no key.
# This file is a LiteLLM proxy config: the same routes run on a LiteLLM proxy once their targets are real.
#
#   curl http://127.0.0.1:4000/echo -H 'content-type: application/json' -d '{"hello":"world"}'

general_settings:
  pass_through_endpoints:
    # Answers with the request that it got.
    - path: /echo
      target: http://${demoHost}/echo
      include_subpath: true

    # Answers in the shape of Cohere's rerank.
    - path: /v1/rerank
      target: http://${demoHost}/v1/rerank
      headers:
        content-type: application/json
        accept: application/json

    # Streams a chat completion in OpenAI's shape, as server-sent events.
    - path: /v1/chat/completions
      target: http://${demoHost}/v1/chat/completions
`
