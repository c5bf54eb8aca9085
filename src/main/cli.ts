#!/usr/bin/env node
// The command line under plain Node: `throughline serve`, `check` and `export`.
import { check } from './cli/check.ts'
import { type Command, parseCommand, usage } from './cli/command.ts'
import { exportConfig } from './cli/export.ts'
import { serve } from './cli/serve.ts'

declare const __VERSION__: string

async function run(command: Command): Promise<number> {
  switch (command.name) {
    case 'serve':
      return serve(command)
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

// A reader that stops reading (`throughline serve | head`) is no reason to crash.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

process.exitCode = await run(parseCommand(process.argv.slice(2)))
