// Builds the three parts: main (with the CLI beside it) and preload for Node, the window for Chromium.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, 'package.json'), 'utf8')) as {
  version: string
}

const source = (path: string) => resolve(import.meta.dirname, 'src', path)

export default defineConfig({
  main: {
    define: { __VERSION__: JSON.stringify(version) },
    build: {
      target: 'node20.18',
      rollupOptions: {
        input: { index: source('main/index.ts'), cli: source('main/cli.ts') },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      rollupOptions: {
        input: { index: source('preload/index.ts') },
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      rollupOptions: { input: { index: source('renderer/index.html') } },
    },
  },
})
