// `npm test`: format, lint, types, build, unit and end-to-end tests. All are run; the last line sums them up.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.js'
import { countElectronSpecs, electronReportFile, runElectronSpecs, setUpElectron } from './electron-specs.js'
import { packageProgram, root, runCommand } from './run-command.js'
import { addUp, sumElectronReport, sumUnitReport } from './test-reports.js'

const unitReportFile = join(root, 'test-results/unit.json')

const oneTest = (worked) => ({ passed: worked ? 1 : 0, failed: worked ? 0 : 1, skipped: 0 })

/** A check that is quiet unless it fails. */
async function check(command) {
  const { code, output } = await runCommand(command)
  if (code !== 0) console.log(output.trimEnd())
  return oneTest(code === 0)
}

async function runUnitTests() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReportFile}`]
  const { code } = await runCommand([...packageProgram('vitest'), 'run', ...reporters], { show: true })
  return sumUnitReport(unitReportFile, code)
}

async function runEndToEnd() {
  const setup = await setUpElectron()
  if ('skipped' in setup) {
    console.log(`Skipped: ${setup.skipped}`)
    return { passed: 0, failed: 0, skipped: await countElectronSpecs() }
  }
  return sumElectronReport(electronReportFile, await runElectronSpecs(setup.environment))
}

// Unit tests start the built command line, so the build comes before them.
const steps = {
  'Format and lint': () =>
    check([
      ...packageProgram('@biomejs/biome', 'biome'),
      'ci',
      `--colors=${process.stdout.isTTY ? 'force' : 'off'}`,
      '.',
    ]),
  Types: () => check([...packageProgram('typescript', 'tsc'), '-b']),
  Build: async () => oneTest(await build()),
  'Unit tests': runUnitTests,
  'End-to-end tests': runEndToEnd,
}

// What an earlier run left must not be counted.
rmSync(join(root, 'test-results'), { recursive: true, force: true })
const sums = []
for (const [name, run] of Object.entries(steps)) {
  console.log(`\n== ${name}`)
  const started = performance.now()
  const sum = await run().catch((error) => {
    console.log(error)
    return oneTest(false)
  })
  sums.push(sum)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`== ${name}: ${sum.failed === 0 ? 'ok' : 'FAILED'}, ${seconds} s`)
}

const { passed, failed, skipped } = addUp(sums)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
