// Writes docs/config.md, the first part of `npm run docs`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configReference } from './config-reference.ts'
import { root } from './run-command.js'

writeFileSync(join(root, 'docs/config.md'), configReference())
