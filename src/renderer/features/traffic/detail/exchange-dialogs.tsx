// The dialogs about exchanges; stands once on the page.
import { useStore } from 'zustand'
import { CompareDialog } from './compare-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { closeExchangeDialog, exchangeDialogs } from './exchange-dialogs-store.ts'

export function ExchangeDialogs() {
  const { open } = useStore(exchangeDialogs)
  return (
    <>
      <EditDialog id={open?.kind === 'edit' ? open.id : null} onClose={closeExchangeDialog} />
      <CompareDialog ids={open?.kind === 'compare' ? open.ids : null} onClose={closeExchangeDialog} />
    </>
  )
}
