// The tables of the Message tab: usage with prices, reranked documents, and ingested events.
import { useEffect, useState } from 'react'
import { findPrice } from '../../../../shared/find-price.ts'
import { formatCount } from '../../../../shared/format.ts'
import type { LlmView, Price } from '../../../../shared/llm.ts'
import { call, on } from '../../../api.ts'
import { formatUsd } from '../amounts.ts'
import { Section, Unknown } from './detail-parts.tsx'
import { keyed } from './keyed.ts'
import styles from './message.module.css'
import { usageRows } from './message-facts.ts'

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
    call('prices.get').then(take, () => {})
    return () => {
      isGone = true
      stop()
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
        {rows.length > 1 && total !== null && (
          <tr className={styles.total}>
            <th scope="row">Total {pricedAs !== null && <span className={styles.dim}>priced as {pricedAs}</span>}</th>
            <td />
            <td />
            <td>{formatUsd(total)}</td>
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
      <div className={styles.tableFrame}>
        <table className={styles.table} aria-label="Ranking">
          <thead>
            <tr>
              <th scope="col">Rank</th>
              <th scope="col">Index</th>
              <th scope="col">Score</th>
              <th scope="col">Document</th>
            </tr>
          </thead>
          <tbody>
            {ranking.map((entry, index) => (
              <tr key={entry.index}>
                <td className={styles.figure}>{index + 1}</td>
                <td className={styles.figure}>{entry.index}</td>
                <td className={styles.figure}>{entry.score.toFixed(4)}</td>
                <td className={styles.text}>{entry.text === null ? <Unknown /> : entry.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

export function IngestedTable({ ingested }: { ingested: LlmView['ingested'] }) {
  if (ingested.length === 0) return null
  const failed = ingested.filter(({ error }) => error !== null).length
  return (
    <Section title={`Ingested, ${formatCount(ingested.length)} events`} note={failed > 0 ? `${failed} failed` : null}>
      <div className={styles.tableFrame}>
        <table className={styles.table} aria-label="Ingested events">
          <thead>
            <tr>
              <th scope="col">Status</th>
              <th scope="col">Type</th>
              <th scope="col">Name</th>
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </table>
      </div>
    </Section>
  )
}
