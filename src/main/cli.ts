#!/usr/bin/env node
// The command line under plain Node: `throughline serve`, `check` and `export`.
import { check } from './cli/check.ts'
import { type Command, parseCommand, type ServeCommand, usage } from './cli/command.ts'
import { exportConfig } from './cli/export.ts'
import { serve } from './cli/serve.ts'
import type { WebOptions } from './cli/web-options.ts'

declare const __VERSION__: string

async function run(command: Command): Promise<number> {
  switch (command.name) {
    case 'serve':
      return command.web === null ? serve(command) : serveInBrowser(command, command.web)
    case 'check':
      return check(command)
    case 'export':
      return exportConfig(command)
    case 'version':
      console.log(__VERSION__)
      return 0
    case 'help':
      console.log(usage)
      return 0
    case 'wrong':
      console.error(`throughline: ${command.message}\n\n${usage}`)
      return 2
  }
}

/** The window's part is loaded only where it is wanted: without it the first request is answered sooner. */
async function serveInBrowser(command: ServeCommand, web: WebOptions): Promise<number> {
  const { serveWeb } = await import('./cli/serve-web.ts')
  return serveWeb(command, web)
}

// A reader that stops reading (`throughline serve | head`) is no reason to crash.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

// Not awaited here: what is loaded later may need this file, which must have ended by then.
run(parseCommand(process.argv.slice(2))).then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    console.error(error)
    process.exitCode = 1
  },
)
