// Writes a HAR file as a task.
import type { CapturedExchange } from '../captured.ts'
import type { TaskReport } from '../tasks.ts'
import { writeChunks } from '../write-chunks.ts'
import { type HarExportOptions, harChunks } from './export.ts'

/** Resolves with the file's path. Nothing is left behind where it fails or is cancelled. */
export async function exportHarFile(
  path: string,
  exchanges: readonly CapturedExchange[],
  options: Omit<HarExportOptions, 'onProgress' | 'signal'>,
  report: TaskReport,
  signal: AbortSignal,
): Promise<string> {
  report.total(exchanges.length)
  await writeChunks(path, harChunks(exchanges, { ...options, onProgress: report.done, signal }), signal)
  return path
}
