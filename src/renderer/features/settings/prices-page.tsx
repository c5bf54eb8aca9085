// What tokens cost: the price table, searched, tried with a model's name, edited, and put back as it came.
import { Info, Pencil, Plus } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { formatPlural } from '../../../shared/format.ts'
import type { Price, PriceTable } from '../../../shared/llm.ts'
import { useShortcut } from '../../app-info.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { Loaded } from '../../loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page, PageNote } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { closePrice, discardPrice, editPrice, openPrice } from './open-price.ts'
import { isSamePrice, matchesSearch, type PriceRow, priceRows } from './price-list.ts'
import { deletePrice, prices, restoreTable } from './price-store.ts'
import { PriceGrid } from './price-table.tsx'
import { PriceTester } from './price-tester.tsx'
import { priceUses } from './price-use.ts'
import styles from './prices-page.module.css'

const mostPrices = 5_000
/** Of the row that is not in the table yet. */
const newKey = 'new'

export function PricesPage({ choice }: { choice: ReactNode }) {
  const live = useLive(prices)
  const [search, setSearch] = useState('')
  const open = useStore(openPrice).open
  const shortcut = useShortcut('F')
  const count = live.value?.prices.length ?? 0
  return (
    <Page
      title="Settings"
      toolbar={
        <>
          {choice}
          <SearchField
            label="Search prices"
            placeholder="Search pattern or source"
            shortcut={shortcut}
            value={search}
            onValueChange={setSearch}
          />
          {live.value && <span className={styles.count}>{formatPlural(count, 'price')}, USD per million tokens</span>}
          <span className="grow" />
          {live.value && (
            <Button
              kind={open === null ? 'primary' : 'default'}
              icon={Plus}
              disabled={(open !== null && open.original === null) || count >= mostPrices}
              title={count >= mostPrices ? 'A table holds up to 5,000 prices.' : undefined}
              onClick={() => editPrice(null)}
            >
              Add price
            </Button>
          )}
        </>
      }
    >
      <Loaded live={live} what="the prices" onRetry={() => void prices.load()}>
        {(table) => <Prices table={table} search={search} onSearch={setSearch} />}
      </Loaded>
    </Page>
  )
}

interface PricesProps {
  table: PriceTable
  search: string
  onSearch: (search: string) => void
}

function Prices({ table, search, onSearch }: PricesProps) {
  const open = useStore(openPrice).open
  const [model, setModel] = useState('')
  const [isRestoring, setRestoring] = useState(false)
  /** The row that is to have the focus next. */
  const [target, setTarget] = useState<string | null>(null)
  const all = useMemo(() => priceRows(table.prices), [table])
  const uses = useMemo(() => priceUses(model, table.prices), [model, table])
  const used = new Set(uses.map(({ price }) => price))
  const words = search.trim()
  const editing = open && keyOf(open.original, all)
  // What is being edited stays in sight whatever is searched for.
  const shown = all.filter(({ key, price }) => key === editing || matchesSearch(price, words))
  const rows = editing === newKey ? [{ key: newKey, price: null }, ...shown] : shown

  const goTo = (price: Price) => {
    const row = priceRows(prices.store.getState().value?.prices ?? []).find((each) => isSamePrice(each.price, price))
    if (!row) return
    if (!matchesSearch(row.price, words)) onSearch('')
    setTarget(row.key)
  }
  const remove = async (price: Price) => {
    await attempt(async () => {
      const undo = await deletePrice(price)
      showToast({
        title: `Deleted ${price.pattern}.`,
        action: { label: 'Undo', run: () => void attempt(undo) },
      })
    })
  }
  const restore = async () => {
    setRestoring(false)
    discardPrice()
    if (await attempt(restoreTable)) showToast({ title: 'The table is the one that comes with Throughline.' })
  }

  return (
    <>
      <PriceTester model={model} onModelChange={setModel} uses={uses} onShow={goTo} />
      {rows.length === 0 ? (
        <EmptyState
          title={all.length === 0 ? 'No prices' : 'No prices match'}
          action={
            all.length > 0 && (
              <Button size="small" onClick={() => onSearch('')}>
                Clear search
              </Button>
            )
          }
        >
          {all.length === 0 ? (
            'What calls cost is not known.'
          ) : (
            <>
              0 of {all.length} match <code>{words}</code>.
            </>
          )}
        </EmptyState>
      ) : (
        <PriceGrid
          rows={rows}
          table={table.prices}
          used={used}
          editing={editing}
          open={open}
          onEdit={editPrice}
          onCancel={discardPrice}
          onDelete={(price) => void remove(price)}
          onSaved={(price) => {
            closePrice()
            goTo(price)
          }}
          target={target}
          onTarget={setTarget}
        />
      )}
      <PageNote>
        <Icon of={table.isEdited ? Pencil : Info} size={14} />
        <span role="status">
          {table.isEdited
            ? 'Edited: this is your own table. Updates of Throughline leave it as it is.'
            : 'This is the table that comes with Throughline, as it came.'}
        </span>
        <span className="grow" />
        {table.isEdited && (
          <Button size="small" onClick={() => setRestoring(true)}>
            Back to the table that comes with Throughline
          </Button>
        )}
      </PageNote>
      <ConfirmDialog
        open={isRestoring}
        title="Back to the table that comes with Throughline?"
        confirm="Discard my table"
        onConfirm={() => void restore()}
        onClose={() => setRestoring(false)}
      >
        Your own table with {formatPlural(table.prices.length, 'price')} is discarded. It cannot be brought back.
      </ConfirmDialog>
    </>
  )
}

/** Of the row that is edited; a price that has gone meanwhile is edited as a new one. */
function keyOf(original: Price | null, rows: readonly PriceRow[]): string {
  return rows.find(({ price }) => original !== null && isSamePrice(price, original))?.key ?? newKey
}
