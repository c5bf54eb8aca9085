// `npm run test:e2e [-- ARG ...]`: the end-to-end specs alone; the arguments are Playwright's.
import { build, isBuildStale } from './build.js'
import { runElectronSpecs, setUpElectron } from './electron-specs.js'

const setup = await setUpElectron()
if ('skipped' in setup) {
  console.error(`The end-to-end specs cannot run here: ${setup.skipped}`)
  process.exit(1)
}
if (isBuildStale() && !(await build())) process.exit(1)
process.exit(await runElectronSpecs(setup.environment, process.argv.slice(2)))
