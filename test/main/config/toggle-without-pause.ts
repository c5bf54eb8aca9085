// Switches the routes of a config.yaml off and on without pause, until it is killed.
import { flushCompileCache } from 'node:module'
import { openConfigFile } from '../../../src/main/config/config-file.ts'

// Who is killed cannot leave its compiled code for the next one when it ends.
flushCompileCache()
const file = await openConfigFile({ path: process.argv[2] as string, environment: {}, watch: false })
for (;;) {
  for (const { index, path, enabled } of file.config.routes) {
    await file.setRouteEnabled(index, path, !enabled)
    process.stdout.write('.')
  }
}
