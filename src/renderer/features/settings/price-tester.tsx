// Shows which price a model's name finds, so that a pattern can be tried before a call is made.
import { useId } from 'react'
import type { Price } from '../../../shared/llm.ts'
import { Button } from '../../ui/button.tsx'
import fieldStyles from '../../ui/field.module.css'
import { lengthWords, type PriceUse, priceWords } from './price-use.ts'
import styles from './prices-page.module.css'

interface PriceTesterProps {
  model: string
  onModelChange: (model: string) => void
  uses: readonly PriceUse[]
  onShow: (price: Price) => void
}

export function PriceTester({ model, onModelChange, uses, onShow }: PriceTesterProps) {
  const id = useId()
  return (
    <section className={styles.tester} aria-label="Try a model’s name" data-region="tester">
      <label htmlFor={id} className={styles.testerLabel}>
        Price of
      </label>
      <span className={`${fieldStyles.box} ${styles.testerBox}`}>
        <input
          id={id}
          className={`${fieldStyles.input} mono`}
          placeholder="A model’s name"
          value={model}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-answer`}
          onChange={(event) => onModelChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onModelChange('')
          }}
        />
      </span>
      <output id={`${id}-answer`} className={styles.answer} htmlFor={id}>
        <Answer uses={uses} onShow={onShow} />
      </output>
    </section>
  )
}

function Answer({ uses, onShow }: Pick<PriceTesterProps, 'uses' | 'onShow'>) {
  if (uses.length === 0) return 'The pattern that says most of the name is used: * stands for any characters.'
  if (uses.every(({ price }) => price === null)) return 'No price matches. What its calls cost is not known.'
  return uses.map((use) => (
    <span key={use.upToInput} className={styles.use}>
      {use.price === null ? (
        'No price'
      ) : (
        <>
          <Button
            kind="link"
            className="mono"
            title="Show it in the table"
            onClick={() => use.price && onShow(use.price)}
          >
            {use.price.pattern}
          </Button>{' '}
          {priceWords(use.price)}
        </>
      )}{' '}
      {lengthWords(use, uses.length === 1)}
    </span>
  ))
}
