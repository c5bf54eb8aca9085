// Builds the parts of the desktop app: those of every host, and what Electron gives to them.
import { homedir, release } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import Store from 'electron-store'
import { createLeaving } from '../api/leaving.ts'
import type { Services } from '../api/services.ts'
import { type AppParts, createAppParts } from '../app-parts.ts'
import { readEnvFile } from '../config/env-file.ts'
import { createPortOwnerFinder } from '../gateway/port-owner.ts'
import { createFailureWatch, type Failing } from '../inspector/failure-watch.ts'
import { defaultPrices } from '../inspector/llm/price-table.ts'
import { writeDiagnostics } from '../log/diagnostics.ts'
import { createSecretStore } from '../secrets/secret-store.ts'
import { openPriceStore } from '../settings/price-store.ts'
import { openSettingsStore } from '../settings/settings-store.ts'
import type { DesktopArguments } from './desktop-arguments.ts'
import type { AppLog } from './error-log.ts'
import { createFileDialogs } from './file-dialogs.ts'
import { createPublish } from './ipc.ts'
import { createKeychain } from './keychain.ts'
import { openLastConfig } from './last-config.ts'
import { createLeaveQuestions, hasPage } from './leave-questions.ts'
import { createLoginItem } from './login-item.ts'
import type { IsOurPage } from './our-page.ts'
import { openSecretFile } from './secret-file.ts'
import { createSystem } from './system.ts'
import { hasTrayHost } from './tray-host.ts'

export interface DesktopPartsOptions {
  dataFolder: string
  given: DesktopArguments
  isOurPage: IsOurPage
  log: AppLog
}

/** Everything that needs no window; Electron gets ready meanwhile. */
export async function buildDesktopParts({ dataFolder, given, isOurPage, log }: DesktopPartsOptions) {
  const { configFile: configPath, envFile, port } = given
  const variablesOfFile = envFile === null ? new Map<string, string>() : await readEnvFile(envFile)
  await app.whenReady()
  const kept = { folder: dataFolder, Store }
  const settings = openSettingsStore(kept)
  const environment = { ...Object.fromEntries(variablesOfFile), ...process.env }
  const { config, problem } = await openLastConfig({ given: configPath, dataFolder, settings, environment })
  const secretFile = openSecretFile(kept)
  const prices = openPriceStore(kept, defaultPrices)
  const setAside = (['settings', 'secrets', 'prices'] as const).flatMap((what) => {
    const path = { settings, secrets: secretFile, prices }[what].setAside
    return path === null ? [] : [{ what, path }]
  })
  for (const { path } of setAside) log.error('A damaged file was set aside', path)
  const secrets = createSecretStore({
    keychain: createKeychain(process.platform, process.env),
    persistence: secretFile,
  })
  const loginItem = createLoginItem(process.platform)
  const publish = createPublish(isOurPage)
  const questions = createLeaveQuestions()
  const leaving = createLeaving({ config, questions, publish, hasPage: () => hasPage(isOurPage) })
  let tellFailing = (_failing: Failing) => {}
  const parts: AppParts = createAppParts({
    app: { version: app.getVersion(), platform: platformOfApp(), host: 'desktop' },
    config,
    settings,
    prices,
    secrets,
    envFile: variablesOfFile,
    host: settings.current.host,
    port: port ?? settings.current.port,
    findPortOwner: createPortOwnerFinder(process.platform),
    fileDialogs: createFileDialogs(),
    system: createSystem({
      dataFolder,
      setAside,
      loginItem,
      startsHidden: () => settings.current.startsHidden,
      hasTrayHost: () => hasTrayHost(process.platform, process.env),
      logFolder: join(dataFolder, 'logs'),
      diagnostics: () => diagnosticsOf(parts.services, log),
    }),
    leaving,
    publish,
    onInternalError: log.error,
    onEndedExchange: createFailureWatch({ onFailing: (failing) => tellFailing(failing) }),
  })
  const onFailing = (tell: (failing: Failing) => void) => {
    tellFailing = tell
  }
  return { ...parts, onFailing, secrets, loginItem, leaving, problem }
}

function diagnosticsOf(services: Services, log: AppLog): string {
  return writeDiagnostics({
    services,
    versions: versionsOfApp(),
    system: systemOfApp(),
    uptime: process.uptime(),
    lastErrors: log.lastErrors(),
    home: homedir(),
  })
}

export function versionsOfApp(): [name: string, version: string][] {
  const { electron = '', chrome = '', node } = process.versions
  return [
    ['Electron', electron],
    ['Chromium', chrome],
    ['Node', node],
  ]
}

export function systemOfApp(): string {
  return `${process.platform} ${process.arch} ${release()}`
}

function platformOfApp(): Services['app']['platform'] {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'
}
