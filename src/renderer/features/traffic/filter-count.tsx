// How many exchanges the filter lets through, and how far a search through headers and bodies has come.
import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { formatCount } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './filter-field.module.css'
import { deepSearch, shownList, trafficStore, trafficView } from './store.ts'

export function FilterCount() {
  const isEmpty = useStore(trafficView, (view) => view.filter.isEmpty)
  const total = useStore(trafficStore, (state) => state.rows.length)
  const matching = useStore(shownList, (list) => list.counts.all)
  const search = useStore(deepSearch.store)
  if (isEmpty) return null
  return (
    <>
      {search.status === 'searching' && (
        <>
          <progress
            className={styles.progress}
            aria-label="Search in headers and bodies"
            max={Math.max(1, search.total)}
            value={search.searched}
          />
          <IconButton icon={X} size="small" label="Cancel search" onClick={deepSearch.stop} />
        </>
      )}
      {(search.status === 'stopped' || search.status === 'failed') && (
        <Button kind="link" title={search.message ?? 'The search was cancelled.'} onClick={deepSearch.restart}>
          {search.status === 'failed' ? 'Search failed. Try again' : 'Search on'}
        </Button>
      )}
      <output className={styles.count}>
        {formatCount(matching)} of {formatCount(total)}
      </output>
    </>
  )
}
