// Says that the file on disk is not what is edited here, and what can be done about it.
import { useIsBrowser } from '../../app-info.ts'
import { useLive } from '../../live-value.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { routes } from '../routes/store.ts'
import { openConfigDialog } from './config-dialogs-store.ts'
import { diskWords } from './config-words.ts'
import { openFile, revealFile, saveFile } from './file-actions.ts'

export function ConflictBanner() {
  const state = useLive(routes).value
  const words = state && diskWords(state)
  const isInBrowser = useIsBrowser()
  if (!words) return null
  const { disk } = state.document
  return (
    <Banner
      kind={words.kind}
      fact={words.fact}
      actions={
        <>
          {disk === 'conflict' && (
            <Button size="small" onClick={() => openConfigDialog({ kind: 'compare' })}>
              Compare
            </Button>
          )}
          {disk === 'deleted' && (
            <Button size="small" onClick={() => void saveFile({ overwrite: true })}>
              Save again
            </Button>
          )}
          {disk === 'unreadable' && !isInBrowser && (
            <Button size="small" onClick={() => void revealFile()}>
              Reveal in folder
            </Button>
          )}
          {(disk === 'deleted' || disk === 'unreadable') && !isInBrowser && (
            <Button size="small" onClick={() => void openFile()}>
              Open another…
            </Button>
          )}
        </>
      }
    >
      {words.remedy}
    </Banner>
  )
}
