// Puts PNG pictures of one icon together: Windows' .ico and macOS's .icns are containers that take them as they are.

/** @typedef {{ size: number, png: Buffer }} Picture size: width and height in pixels */

const icoHeadBytes = 6
const icoEntryBytes = 16

/**
 * An .ico file. Windows reads PNG in it since Vista.
 * @param {Picture[]} pictures up to 256 pixels each, the smallest first
 * @returns {Buffer}
 */
export function icoFile(pictures) {
  const head = Buffer.alloc(icoHeadBytes + icoEntryBytes * pictures.length)
  // 1: an icon, not a cursor.
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = icoHeadBytes + icoEntryBytes * index
    // One byte each for width and height, where 0 stands for 256.
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(png.length, entry + 8)
    head.writeUInt32LE(offset, entry + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

/**
 * What the pictures of a size are called: as drawn for one pixel a point, and for two. The types for 16 and 32 pixels
 * at one pixel a point take no PNG in an app's icon; macOS scales the next larger ones there.
 */
const icnsTypes = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic13', 'ic08'],
  512: ['ic14', 'ic09'],
  1024: ['ic10'],
}

/**
 * An .icns file.
 * @param {Picture[]} pictures 32 to 1024 pixels
 * @returns {Buffer}
 */
export function icnsFile(pictures) {
  const blocks = pictures.flatMap(({ size, png }) => icnsTypes[size].map((type) => block(type, png)))
  return block('icns', Buffer.concat(blocks))
}

function block(type, content) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(head.length + content.length, 4)
  return Buffer.concat([head, content])
}
