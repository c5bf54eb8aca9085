// Builds the desktop app: main and preload for Electron, the window for Chromium.
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { constants } from './build-constants.ts'

const source = (path: string) => resolve(import.meta.dirname, 'src', path)

// CommonJS: Electron runs such a file before its ready event without fail, and a sandboxed preload can be nothing else.
const commonJs = { format: 'cjs', entryFileNames: '[name].cjs' } as const

export default defineConfig({
  main: {
    define: constants,
    build: {
      target: 'node20.18',
      rollupOptions: { input: { index: source('main/index.ts') }, output: commonJs },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      rollupOptions: { input: { index: source('preload/index.ts') }, output: commonJs },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      minify: true,
      rollupOptions: { input: { index: source('renderer/index.html') } },
    },
  },
})
