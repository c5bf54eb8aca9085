// Settles which folder keeps the app's data, before anything in Electron has asked for it.
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { app } from 'electron'
import { appDataFolder } from '../config/app-config.ts'

/** The folder that the command line uses too, or what Chromium's `--user-data-dir` says. Returns its path. */
export function settleDataFolder(): string {
  app.setName('Throughline')
  const given = app.commandLine.getSwitchValue('user-data-dir')
  const folder = given === '' ? appDataFolder() : resolve(given)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  app.setPath('userData', folder)
  return folder
}
