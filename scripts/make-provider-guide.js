// Writes what docs/providers.md takes from the product, the second part of `npm run docs`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withPresetParts } from './provider-guide.ts'
import { root } from './run-command.js'

const path = join(root, 'docs/providers.md')
writeFileSync(path, withPresetParts(readFileSync(path, 'utf8')))
