// Writes to a peer that does not read until its stillness has come all the way back.
import type { RawPeer } from './raw-socket.ts'

/** Milliseconds without a byte taken: nothing tells that nothing will ever happen. */
const stillness = 400

/**
 * @param most pieces, far more than all buffers on the way can hold
 * @returns how many were taken: `most` where nothing stalls
 */
export async function sendUntilStalled(writer: RawPeer, piece: Buffer | string, most = 400): Promise<number> {
  for (let taken = 0; taken < most; taken++) {
    let timer: NodeJS.Timeout | undefined
    const isTaken = await Promise.race([
      writer.send(piece).then(() => true),
      new Promise<false>((resolve) => {
        timer = setTimeout(resolve, stillness, false)
      }),
    ])
    clearTimeout(timer)
    if (!isTaken) return taken
  }
  return most
}
