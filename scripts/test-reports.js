// Reads what the test runners report into one sum: how many tests passed, failed and were skipped.
import { readFileSync } from 'node:fs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Sum
 */

/**
 * Adds sums up.
 * @param {Sum[]} sums
 * @returns {Sum}
 */
export function addUp(sums) {
  return sums.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/**
 * Sums up a report of vitest. A file that fails outside of its tests, as where it cannot be loaded, counts as one.
 * @param {string} file
 * @param {number} exitCode of vitest
 * @returns {Sum}
 */
export function sumUnitReport(file, exitCode) {
  return sumReport(file, exitCode, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.testResults.filter(failsOutsideOfTests).length,
    skipped: report.numPendingTests + report.numTodoTests,
  }))
}

/**
 * Sums up a report of Playwright. An error outside of any test counts as a failed one.
 * @param {string} file
 * @param {number} exitCode of Playwright
 * @returns {Sum}
 */
export function sumElectronReport(file, exitCode) {
  return sumReport(file, exitCode, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }))
}

function failsOutsideOfTests({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
}

/** A runner that leaves no report, or fails without a failed test, has failed once. */
function sumReport(file, exitCode, read) {
  try {
    const sum = read(JSON.parse(readFileSync(file, 'utf8')))
    return sum.failed === 0 && exitCode !== 0 ? { ...sum, failed: 1 } : sum
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
