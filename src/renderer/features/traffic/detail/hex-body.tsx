// A body as hex, over its whole length.
import { HexView } from '../../../ui/hex-view.tsx'
import { hexRowCount } from '../../../ui/hex-view-rows.ts'
import type { Form, Side } from './body-loader.ts'
import styles from './body-viewer.module.css'
import { Note } from './detail-parts.tsx'
import { useByteSource } from './use-byte-source.ts'

interface HexBodyProps {
  id: string
  side: Side
  form: Form
  /** Bytes. */
  length: number
  revision: number
}

export function HexBody({ id, side, form, length, revision }: HexBodyProps) {
  const { bytesAt, onRange, problem } = useByteSource(id, side, form, revision)
  const height = `${hexRowCount(length, 8) * 18 + 16}px`
  return (
    <>
      {problem !== null && <Note kind="danger">{problem}</Note>}
      <div className={styles.hex} ref={(element) => element?.style.setProperty('--rows-height', height)}>
        <HexView label={`Bytes of the ${side}`} length={length} bytesAt={bytesAt} onRange={onRange} />
      </div>
    </>
  )
}
