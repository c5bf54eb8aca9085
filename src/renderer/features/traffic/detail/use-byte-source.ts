// The bytes of a body by place, asked for in blocks as they come into sight.
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, messageOf } from '../../../api.ts'
import type { Form, Side } from './body-loader.ts'

const blockBytes = 65_536

interface ByteSource {
  /** Fewer than `count` at the end; null while they are on their way. */
  bytesAt: (offset: number, count: number) => Uint8Array | null
  onRange: (from: number, to: number) => void
  /** Why bytes did not come. */
  problem: string | null
}

/** `revision` is another number when there is more of the body than before. */
export function useByteSource(id: string, side: Side, form: Form, revision: number): ByteSource {
  const blocks = useRef(new Map<number, Uint8Array | 'asked'>())
  const [, setCount] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const key = `${id} ${side} ${form} ${revision}`
  const current = useRef(key)

  useEffect(() => {
    current.current = key
    blocks.current = new Map()
    setProblem(null)
    setCount((count) => count + 1)
  }, [key])

  const onRange = useCallback(
    (from: number, to: number) => {
      for (let block = Math.floor(from / blockBytes); block * blockBytes < to; block += 1) {
        if (blocks.current.has(block)) continue
        blocks.current.set(block, 'asked')
        const asked = key
        call('exchanges.body', { id, side, form, offset: block * blockBytes, length: blockBytes }).then(
          ({ bytes }) => {
            if (asked !== current.current) return
            blocks.current.set(block, bytes)
            setProblem(null)
            setCount((count) => count + 1)
          },
          (error: unknown) => {
            if (asked !== current.current) return
            blocks.current.delete(block)
            setProblem(messageOf(error))
          },
        )
      }
    },
    [id, side, form, key],
  )
  const bytesAt = (offset: number, count: number) => {
    const bytes = blocks.current.get(Math.floor(offset / blockBytes))
    if (bytes === undefined || bytes === 'asked') return null
    const start = offset % blockBytes
    return bytes.subarray(start, start + count)
  }
  return { bytesAt, onRange, problem }
}
