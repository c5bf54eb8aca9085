// Lets the tests' own Electron runtime run `electron [-r module] FOLDER`, as resources/default_app.asar does
// in a runtime downloaded from Electron.
import { readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron/main'

/** The modules to load first, and the app's folder: the first argument that is no option. */
function parseArguments(argumentList) {
  const modules = []
  for (let at = 0; at < argumentList.length; at += 1) {
    const argument = argumentList[at]
    if (argument === '-r' || argument === '--require') {
      at += 1
      modules.push(argumentList[at])
    } else if (!argument.startsWith('-')) {
      return { modules, folder: resolve(argument) }
    }
  }
  return { modules, folder: undefined }
}

const { modules, folder } = parseArguments(process.argv.slice(1))
if (folder === undefined) {
  console.error('usage: electron [-r MODULE] FOLDER [ARG ...]')
  app.exit(1)
} else {
  const { name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  app.name = productName ?? name
  app.setVersion(version)
  app.setAppPath(folder)
  // Chromium has already taken a --user-data-dir; the default one carries the app's name.
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), app.name))

  Module._preloadModules(modules)
  const entry = createRequire(join(folder, 'package.json')).resolve(folder)
  // Awaited, so that Electron is not ready before the app's own entry has run.
  await import(pathToFileURL(entry).href)
}
