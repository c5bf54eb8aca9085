// A body that is a picture, shown from its own bytes.
import { useEffect, useState } from 'react'
import { formatCount } from '../../../../shared/format.ts'
import type { LoadedBody } from './body-loader.ts'
import styles from './body-viewer.module.css'
import { Note, Quiet } from './detail-parts.tsx'

interface BodyImageProps {
  body: LoadedBody
  mediaType: string
  /** A picture is shown whole, so all of its bytes are needed. */
  onNeedAll: () => void
}

export function BodyImage({ body, mediaType, onNeedAll }: BodyImageProps) {
  const [url, setUrl] = useState<string | null>(null)
  const [size, setSize] = useState<string | null>(null)
  const [isBroken, setBroken] = useState(false)
  const { isEnd, bytes } = body

  useEffect(() => {
    if (!isEnd) return
    const next = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType }))
    setUrl(next)
    setBroken(false)
    return () => URL.revokeObjectURL(next)
  }, [isEnd, bytes, mediaType])

  useEffect(() => {
    if (!isEnd) onNeedAll()
  })

  if (isBroken) return <Note kind="info">The bytes are not a picture that can be shown.</Note>
  if (url === null || !isEnd) return <Quiet>Loading the picture</Quiet>
  return (
    <figure className={styles.picture}>
      <img
        src={url}
        alt={`Body, ${mediaType}${size === null ? '' : `, ${size}`}`}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setSize(`${formatCount(naturalWidth)} × ${formatCount(naturalHeight)}`)
        }
        onError={() => setBroken(true)}
      />
    </figure>
  )
}
