// One call that a client library makes: where it goes, and how it is written in each language.

/** What a snippet needs to know of a route. */
export interface SnippetRoute {
  path: string
  target: string
  includeSubpath: boolean
  /** Empty: every method. */
  methods: readonly string[]
  auth: boolean
  customAuthParser: 'langfuse' | null
}

/** Where the client key stands in a snippet: it is never shown itself. */
export const clientKeyVariable = 'THROUGHLINE_KEY'

/** For the code of a language. */
export interface CodeContext {
  /** What the library gets as its base URL, quoted. */
  base: string
  /** What it gets as its key: an expression that reads the client key, or a quoted word that is not used. */
  key: string
  /** The base URL is a whole API, so that other calls of the library work too. */
  isWholeApi: boolean
  auth: boolean
  customAuthParser: SnippetRoute['customAuthParser']
}

/** For variables of the environment; nothing is quoted. */
export type EnvironmentContext = CodeContext

export interface ClientCall {
  method: 'GET' | 'POST'
  /** The API's path in front of what the library adds to its base URL. */
  root: string
  /** What the library adds. */
  path: string
  /** The body as JSON; null without one. */
  body: unknown
  /** Headers beside Content-Type that the API asks for. */
  headers?: readonly (readonly [name: string, value: string])[]
  /** null where the library of that language does not make this call. */
  python: (context: CodeContext) => string | null
  node: (context: CodeContext) => string | null
  /** Lines of NAME=value and comments. */
  environment: (context: EnvironmentContext) => readonly string[]
}

export const hello = [{ role: 'user', content: 'Hello' }] as const
