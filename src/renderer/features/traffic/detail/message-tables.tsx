// The tables of the Message tab: usage with prices, reranked documents, and ingested events.
import { type ReactNode, useEffect, useState } from 'react'
import { findPrice } from '../../../../shared/find-price.ts'
import { formatCount } from '../../../../shared/format.ts'
import type { LlmView, Price } from '../../../../shared/llm.ts'
import { call, on } from '../../../api.ts'
import { onReconnected } from '../../../connection.ts'
import { formatUsd } from '../amounts.ts'
import { Section, Unknown } from './detail-parts.tsx'
import { keyed } from './keyed.ts'
import styles from './message.module.css'
import { missingPrices, usageRows } from './message-facts.ts'

/** The price that the cost was reckoned by; null while it is not known. */
function usePrice({ model, usage, cost }: LlmView): Price | null {
  const [prices, setPrices] = useState<Price[]>([])
  const isPriced = cost.pricedAs !== null
  useEffect(() => {
    if (!isPriced) return
    let isGone = false
    const take = (table: { prices: Price[] }) => {
      if (!isGone) setPrices(table.prices)
    }
    const stop = on('prices.changed', take)
    // Without the table the prices show as unknown; the costs stand all the same.
    const load = () => void call('prices.get').then(take, () => {})
    const stopReloading = onReconnected(load)
    load()
    return () => {
      isGone = true
      stop()
      stopReloading()
    }
  }, [isPriced])
  const price = model === null ? null : findPrice(model, prices, usage.input)
  // The table may have changed since.
  return price?.pattern === cost.pricedAs ? price : null
}

export function UsageTable({ view }: { view: LlmView }) {
  const price = usePrice(view)
  const rows = usageRows(view, price)
  const { total, pricedAs } = view.cost
  const missing = missingPrices(view.cost)
  return (
    <table className={styles.usage} aria-label="Token usage">
      <thead>
        <tr>
          <th scope="col">Usage</th>
          <th scope="col">Tokens</th>
          <th scope="col">$ per 1M</th>
          <th scope="col">Cost</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">
              {row.label} {row.note !== null && <span className={styles.dim}>{row.note}</span>}
            </th>
            <td className={styles.tokens}>{row.tokens === null ? <Unknown /> : formatCount(row.tokens)}</td>
            <td>{row.price === null ? <Unknown /> : row.price.toFixed(2)}</td>
            <td>{row.cost === null ? <Unknown /> : formatUsd(row.cost)}</td>
          </tr>
        ))}
        {rows.length > 1 && (total !== null || missing !== null) && (
          <tr className={styles.total}>
            <th scope="row">
              Total {missing !== null && <span className={styles.dim}>{missing}</span>}
              {missing === null && pricedAs !== null && (
                <span className={styles.dim}>
                  priced as <code>{pricedAs}</code>
                </span>
              )}
            </th>
            <td />
            <td />
            <td>{total === null ? <Unknown /> : formatUsd(total)}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

export function RankingTable({ ranking }: { ranking: LlmView['ranking'] }) {
  if (ranking.length === 0) return null
  return (
    <Section title={`Ranking, ${formatCount(ranking.length)} documents`}>
      <FramedTable label="Ranking" columns={['Rank', 'Index', 'Score', 'Document']}>
        {ranking.map((entry, index) => (
          <tr key={entry.index}>
            <td className={styles.figure}>{index + 1}</td>
            <td className={styles.figure}>{entry.index}</td>
            <td className={styles.figure}>{entry.score.toFixed(4)}</td>
            <td className={styles.text}>{entry.text === null ? <Unknown /> : entry.text}</td>
          </tr>
        ))}
      </FramedTable>
    </Section>
  )
}

export function IngestedTable({ ingested }: { ingested: LlmView['ingested'] }) {
  if (ingested.length === 0) return null
  const failed = ingested.filter(({ error }) => error !== null).length
  return (
    <Section title={`Ingested, ${formatCount(ingested.length)} events`} note={failed > 0 ? `${failed} failed` : null}>
      <FramedTable label="Ingested events" columns={['Status', 'Type', 'Name']}>
        {keyed(ingested, ({ id }) => id ?? '').map(({ key, item: event }) => (
          <tr key={key}>
            <td className={styles.figure} data-failed={event.error === null ? undefined : ''}>
              {event.status ?? <Unknown />}
            </td>
            <td className={styles.type}>{event.type}</td>
            <td className={styles.text}>
              {event.name ?? event.id ?? <Unknown />}
              {event.error !== null && <span className={styles.failure}>{event.error}</span>}
            </td>
          </tr>
        ))}
      </FramedTable>
    </Section>
  )
}

function FramedTable({ label, columns, children }: { label: string; columns: readonly string[]; children: ReactNode }) {
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
