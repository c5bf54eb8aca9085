// Calls that write and read files of the user's choice, as tasks with progress.
import type { CallHandlers } from '../../shared/contract.ts'
import { findExchange } from './find-exchange.ts'
import type { Services } from './services.ts'

type Names = 'exchanges.saveBody' | 'har.export' | 'har.import' | 'tasks.cancel'

export function filesHandlers({
  recorder,
  inspector,
  fileDialogs,
}: Pick<Services, 'recorder' | 'inspector' | 'fileDialogs'>): Pick<CallHandlers, Names> {
  return {
    'exchanges.saveBody': async ({ id, side, form }) => {
      const exchange = findExchange(recorder, id)
      const file = await fileDialogs.chooseSave(inspector.suggestBodyName(exchange, side), 'any')
      return file === null ? null : inspector.saveBody({ exchange, side, form }, file)
    },
    'har.export': async ({ ids, isRedacted }) => {
      const file = await fileDialogs.chooseSave('throughline.har', 'har')
      return file === null ? null : inspector.exportHar(ids, isRedacted, file)
    },
    'har.import': async () => {
      const file = await fileDialogs.chooseOpen('har')
      return file === null ? null : inspector.importHar(file)
    },
    'tasks.cancel': ({ id }) => {
      inspector.tasks.cancel(id)
      return undefined
    },
  }
}
