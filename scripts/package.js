// `npm run package [-- --installers]`: builds the desktop app and packages it for this system into dist/.
import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import electronBuilder from 'electron-builder'
import { build } from './build.js'
import { packageProgram, root, runCommand } from './run-command.js'

const usage = `Usage: npm run package [-- options]
  --installers     the installers and archives of this system, rather than the unpacked app
  --arch ARCH      x64 or arm64 instead of this machine's own; may be repeated, with --installers only
  --output FOLDER  default: dist
  --no-build       out/ is up to date`

const tenMinutes = 600_000

/** A secret of the workflow that is not set comes as an empty text, which electron-builder takes for a file's name. */
const signingVariables = [
  'CSC_LINK',
  'CSC_KEY_PASSWORD',
  'WIN_CSC_LINK',
  'WIN_CSC_KEY_PASSWORD',
  'APPLE_API_KEY',
  'APPLE_API_KEY_ID',
  'APPLE_API_ISSUER',
]

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        installers: { type: 'boolean', default: false },
        arch: { type: 'string', multiple: true },
        output: { type: 'string', default: join(root, 'dist') },
        'no-build': { type: 'boolean', default: false },
      },
    })
    if (values.arch?.some((arch) => arch !== 'x64' && arch !== 'arm64')) throw new Error('--arch takes x64 or arm64')
    if (values.arch && !values.installers) throw new Error('--arch goes with --installers')
    return values
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}

/**
 * The unpacked Electron to package: the one that ELECTRON_OVERRIDE_DIST_PATH names, else the one of Electron's npm
 * package, which is downloaded where it is not there yet.
 * @returns {Promise<{ folder: string, version: string } | { problem: string }>}
 */
async function findElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (given) {
    const version = versionIn(given)
    return version === null ? { problem: `there is no unpacked Electron in ${given}` } : { folder: given, version }
  }
  const installed = join(root, 'node_modules/electron')
  const folder = join(installed, 'dist')
  if (!existsSync(join(installed, 'path.txt'))) {
    await runCommand(packageProgram('electron', 'install-electron'), { show: true, timeout: tenMinutes })
  }
  const version = versionIn(folder)
  if (version !== null) return { folder, version }
  return {
    problem: `Electron could not be downloaded. ELECTRON_MIRROR may name a server that has it, and \
ELECTRON_OVERRIDE_DIST_PATH the folder of an unpacked Electron for ${process.platform} ${process.arch}`,
  }
}

/** As the file beside Electron's executable tells it; null where there is none. */
function versionIn(folder) {
  const file = join(folder, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null
}

/** Electron's own app, or whatever else an unpacked Electron runs where it is given none, is not to be shipped. */
async function removeDefaultApp({ appOutDir, electronPlatformName }) {
  const resources = electronPlatformName === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources'
  for (const name of ['default_app.asar', 'app']) {
    await rm(join(appOutDir, resources, name), { recursive: true, force: true })
  }
  // It has told findElectron which Electron this is.
  await rm(join(appOutDir, 'version'), { force: true })
}

function settleSigning() {
  for (const name of signingVariables) {
    if (process.env[name] === '') delete process.env[name]
  }
  // Only what the environment names is signed with, never what happens to be in the keychain.
  if (!process.env.CSC_LINK && !process.env.CSC_NAME) process.env.CSC_IDENTITY_AUTO_DISCOVERY = 'false'
}

/** @returns {Promise<object>} what is added to electron-builder.yml */
async function electronChoice(isInstallers) {
  // Installers may be for another processor, so electron-builder downloads their Electron itself.
  if (isInstallers && !process.env.ELECTRON_OVERRIDE_DIST_PATH) return {}
  const found = await findElectron()
  if ('problem' in found) {
    console.error(`The app cannot be packaged here: ${found.problem}.`)
    process.exit(1)
  }
  console.log(`Electron ${found.version} from ${found.folder}`)
  return { electronDist: resolve(found.folder), electronVersion: found.version }
}

const { installers, arch, output, 'no-build': isBuilt } = readArguments()
const choice = await electronChoice(installers)
if (!isBuilt && !(await build())) process.exit(1)
settleSigning()

try {
  const artifacts = await electronBuilder.build({
    projectDir: root,
    publish: 'never',
    dir: !installers,
    ...Object.fromEntries((arch ?? []).map((name) => [name, true])),
    config: {
      ...choice,
      directories: { output: resolve(output) },
      // There are no packages to install or rebuild for the app, nor any to look for.
      beforeBuild: async () => false,
      afterExtract: removeDefaultApp,
    },
  })
  console.log([`Packaged into ${resolve(output)}`, ...artifacts].join('\n  '))
} catch (error) {
  console.error(`The app could not be packaged: ${error.message}`)
  process.exit(1)
}
