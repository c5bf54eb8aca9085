// Makes a PNG smaller without changing a pixel: its data deflated anew as tightly as zlib can.
import { constants, crc32, deflateSync, inflateSync } from 'node:zlib'

const headBytes = 8

/**
 * @param {Buffer} png
 * @returns {Buffer} the same picture, or the same bytes where they cannot be made fewer
 */
export function compressPng(png) {
  const chunks = readChunks(png)
  const pixels = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)))
  const data = deflateSync(pixels, { level: 9, memLevel: 9, strategy: constants.Z_DEFAULT_STRATEGY })
  const kept = chunks.filter(({ type }) => ['IHDR', 'PLTE', 'tRNS', 'sRGB', 'gAMA'].includes(type))
  const small = Buffer.concat([
    png.subarray(0, headBytes),
    ...kept.map(({ type, data: bytes }) => chunk(type, bytes)),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return small.length < png.length ? small : png
}

/** @param {Buffer} png */
function readChunks(png) {
  const chunks = []
  for (let at = headBytes; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) })
    at += 12 + length
  }
  return chunks
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
