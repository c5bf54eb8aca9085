// Puts a body, decoded, on the clipboard as text.
import { formatBytes } from '../../../../shared/format.ts'
import { call } from '../../../api.ts'
import { showToast } from '../../../ui/toast.tsx'
import { decodeText } from './body-kind.ts'

/** More than this helps nobody on a clipboard. */
const mostBytes = 32_000_000

/** @throws {ApiError} where the body cannot be read. */
export async function copyBody(id: string, side: 'request' | 'response'): Promise<void> {
  const part = await call('exchanges.body', { id, side, form: 'decoded', offset: 0, length: mostBytes })
  await navigator.clipboard.writeText(decodeText(part.bytes, part.charset))
  const size = formatBytes(part.bytes.length)
  showToast({
    title: part.isEnd ? `Copied the ${side} body, ${size}.` : `Copied the first ${size} of the ${side} body.`,
  })
}
