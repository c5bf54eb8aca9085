// Builds the command line into one ES module for plain Node, with all that it needs inside.
import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { constants } from './build-constants.ts'

export default defineConfig({
  define: constants,
  publicDir: false,
  ssr: { noExternal: true, external: [...builtinModules] },
  build: {
    ssr: resolve(import.meta.dirname, 'src/main/cli.ts'),
    target: 'node20.18',
    // Half the text is a quarter less time to the first request.
    minify: true,
    outDir: 'out/main',
    // The desktop app's main is there too.
    emptyOutDir: false,
    rollupOptions: { output: { format: 'es', entryFileNames: 'cli.js', chunkFileNames: 'cli-[name].js' } },
  },
})
