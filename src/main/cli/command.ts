// Reads the command line into a command with checked options.
import { parseArgs } from 'node:util'
import { isOrigin } from '../../shared/origin.ts'
import { parsePort, parseWebOptions, type WebOptions, webOptions, webUsage } from './web-options.ts'

export interface ServeCommand {
  name: 'serve'
  /** null: ./config.yaml, else the demo; with the window the desktop app's own. */
  config: string | null
  /** Serve the desktop app's own config.yaml. */
  appConfig: boolean
  /** null: 4000, with the window that of its settings. */
  port: number | null
  /** null: 127.0.0.1, with the window that of its settings. */
  host: string | null
  envFile: string | null
  allowedOrigins: readonly string[]
  logFormat: 'text' | 'json'
  /** null: without the window. */
  web: WebOptions | null
}

export interface CheckCommand {
  name: 'check'
  config: string
  envFile: string | null
}

export interface ExportCommand {
  name: 'export'
  config: string
  envFile: string | null
}

export type Command =
  | ServeCommand
  | CheckCommand
  | ExportCommand
  | { name: 'help' }
  | { name: 'version' }
  | { name: 'wrong'; message: string }

export const usage = `Usage:
  throughline serve [options]   forward requests by the routes of a config.yaml
  throughline check [options]   check a config.yaml: exit 0, or 2 with every problem
  throughline export --litellm [options]
                                print the config.yaml for a LiteLLM proxy, without secrets
  throughline --version

Options of serve:
  --config FILE         default: ./config.yaml, else the built-in demo
  --app-config          the desktop app's own config.yaml
  --port N              default: 4000; 0 takes a free port
  --host H              default: 127.0.0.1; any other needs a master_key
  --env-file FILE       variables that the environment does not set
  --allow-origin ORIGIN web pages of this origin may use the server; may be repeated
  --log-format FORMAT   text (default) or json

${webUsage}

Options of check and export:
  --config FILE         default: ./config.yaml
  --env-file FILE       may set LITELLM_MASTER_KEY`

const options = {
  config: { type: 'string' },
  'app-config': { type: 'boolean' },
  port: { type: 'string' },
  host: { type: 'string' },
  'env-file': { type: 'string' },
  'allow-origin': { type: 'string', multiple: true },
  'log-format': { type: 'string' },
  ...webOptions,
  litellm: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

const checkOptions = new Set(['config', 'env-file'])
const exportOptions = new Set([...checkOptions, 'litellm'])

export function parseCommand(args: readonly string[]): Command {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return wrong((error as Error).message)
  }
  const { values, positionals } = parsed
  if (values.version) return { name: 'version' }
  if (values.help || args.length === 0) return { name: 'help' }
  if (positionals.length !== 1) return wrong('expected one command: serve, check or export')
  const envFile = values['env-file'] ?? null

  const [name] = positionals
  if (name === 'check' || name === 'export') {
    const foreign = findForeign(values, name === 'check' ? checkOptions : exportOptions)
    if (foreign) return wrong(`${name} has no option --${foreign}`)
    if (name === 'export' && !values.litellm) return wrong('expected export --litellm: there is no other format')
    return { name, config: values.config ?? 'config.yaml', envFile }
  }
  if (name !== 'serve') return wrong(`there is no command "${name}"`)
  if (values.litellm) return wrong('serve has no option --litellm')

  const port = values.port === undefined ? null : parsePort(values.port)
  if (port === null && values.port !== undefined) {
    return wrong(`expected a port from 0 to 65535, got "${values.port}"`)
  }
  const logFormat = values['log-format'] ?? 'text'
  if (logFormat !== 'text' && logFormat !== 'json') {
    return wrong(`expected --log-format text or json, got "${logFormat}"`)
  }
  if (values.config !== undefined && values['app-config']) return wrong('--config and --app-config exclude each other')
  const allowedOrigins = values['allow-origin'] ?? []
  const notAnOrigin = allowedOrigins.find((origin) => !isOrigin(origin))
  if (notAnOrigin !== undefined) {
    return wrong(`expected an origin such as https://app.example.com, got "${notAnOrigin}"`)
  }
  const web = parseWebOptions(values)
  if (typeof web === 'string') return wrong(web)
  return {
    name: 'serve',
    config: values.config ?? null,
    appConfig: values['app-config'] ?? false,
    port,
    host: values.host ?? null,
    envFile,
    allowedOrigins,
    logFormat,
    web,
  }
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true })
}

function findForeign(values: object, known: ReadonlySet<string>): string | undefined {
  return Object.keys(values).find((name) => !known.has(name))
}

function wrong(message: string): Command {
  return { name: 'wrong', message }
}
