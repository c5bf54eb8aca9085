// A program that saves a file without pause, built once so that each of its many starts is a short one.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'

/** Starts it: it prints a dot after each save, until it is killed. */
export type StartSaver = (path: string, from: number, lines: number) => ChildProcess

/** @param folder for what is built, and for what Node keeps of it */
export async function buildSaver(folder: string): Promise<StartSaver> {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: join(import.meta.dirname, 'save-without-pause.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'saver.mjs' } },
    },
  })
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
  return (path, from, lines) =>
    spawn(process.execPath, [join(folder, 'saver.mjs'), path, String(from), String(lines)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env,
    })
}
