// Every error that Throughline itself answers: its type, its HTTP status and a plain sentence.

/** What the gateway answers to a client: type → status and what it means. */
export const gatewayErrors = {
  auth_error: { status: 401, sentence: 'The client key is missing, malformed or wrong.' },
  forbidden_host: { status: 403, sentence: 'The Host header does not name this server.' },
  forbidden_origin: { status: 403, sentence: 'A web page of another origin may not use this server.' },
  no_route: { status: 404, sentence: 'No route matches this path.' },
  route_disabled: { status: 404, sentence: 'The route for this path is switched off.' },
  method_not_allowed: { status: 405, sentence: 'The route for this path does not take this method.' },
  bad_request: { status: 400, sentence: 'The request is not HTTP that may be forwarded.' },
  expectation_failed: { status: 417, sentence: 'The request expects what the gateway does not do.' },
  too_large: { status: 431, sentence: 'The header block is over the limit.' },
  missing_variable: { status: 502, sentence: 'A variable that the route needs is not set.' },
  upstream_unreachable: { status: 502, sentence: 'The upstream could not be reached.' },
  upstream_tls: { status: 502, sentence: 'The TLS connection to the upstream failed.' },
  upstream_protocol: { status: 502, sentence: 'The upstream did not answer in valid HTTP.' },
  upstream_timeout: { status: 504, sentence: 'The upstream did not answer in time.' },
} as const satisfies Record<string, { status: number; sentence: string }>

export type GatewayErrorType = keyof typeof gatewayErrors

/** What a call of the contract can fail with. */
export const callErrors = {
  unknown_call: 'There is no call of this name.',
  forbidden_sender: 'This page may not make calls.',
  invalid_input: 'The call’s input is not valid.',
  conflict: 'The file has changed meanwhile.',
  config_invalid: 'The config file is not valid.',
  file_error: 'The file could not be read or written.',
  port_in_use: 'The port is in use by another program.',
  server_error: 'The server could not start.',
  keychain_unavailable: 'The OS keychain is not available.',
  not_found: 'The exchange is no longer kept.',
  capture_incomplete: 'The body was not kept whole.',
  server_stopped: 'The server is stopped.',
  file_invalid: 'The file is not of the kind that was expected.',
  not_in_browser: 'The desktop app can do this, a page in a browser cannot.',
  disconnected: 'Not connected to Throughline. Nothing was done.',
  internal: 'Something went wrong inside Throughline.',
} as const

export type CallErrorCode = keyof typeof callErrors

/** An error with a code of the table; it may cross to the window as code and message. */
export class CallError extends Error {
  readonly code: CallErrorCode

  constructor(code: CallErrorCode, message: string = callErrors[code], options?: ErrorOptions) {
    super(message, options)
    this.name = 'CallError'
    this.code = code
  }
}
