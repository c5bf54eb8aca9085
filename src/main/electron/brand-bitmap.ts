// Draws Throughline's mark into pixels, for the places where the system takes no SVG. The same lines as the window's.

/** The lines of the mark on a field of 16 by 16, each with round ends. */
const lines = [
  [1, 8, 15, 8],
  [5, 2.5, 5, 5.5],
  [5, 10.5, 5, 13.5],
  [11, 2.5, 11, 5.5],
  [11, 10.5, 11, 13.5],
] as const
const lineWidth = 1.8
const field = 16

/** How the mark stands: alone in black, as macOS wants a template, or in white on a tile of the accent's blue. */
export type BrandStyle = 'template' | 'tile'

/** --accent-solid of the light theme, which both light and dark panels set off. */
const tile = { red: 0x2a, green: 0x5b, blue: 0xd7 }
/** What is left of the field for the mark on a tile, and the tile's corners. */
const inset = 0.66
const radius = 3.5

/**
 * Four bytes a pixel: blue, green, red, alpha, premultiplied.
 * @param size width and height in pixels
 */
export function drawBrand(size: number, style: BrandStyle): Buffer {
  const pixels = Buffer.alloc(size * size * 4)
  const scale = size / field
  const markScale = style === 'tile' ? inset : 1
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [fieldX, fieldY] = [(x + 0.5) / scale, (y + 0.5) / scale]
      const center = field / 2
      const [markX, markY] = [center + (fieldX - center) / markScale, center + (fieldY - center) / markScale]
      const mark = covered((lineWidth / 2 - distanceToMark(markX, markY)) * scale * markScale)
      const ground = style === 'tile' ? covered(-distanceToTile(fieldX, fieldY) * scale) : 0
      const alpha = style === 'tile' ? ground : mark
      // White over the tile; a template is black, and only its alpha counts.
      const over = (channel: number) => (style === 'tile' ? (channel + (255 - channel) * mark) * ground : 0)
      const bytes = [over(tile.blue), over(tile.green), over(tile.red), alpha * 255]
      pixels.set(bytes.map(Math.round), (y * size + x) * 4)
    }
  }
  return pixels
}

/** How much of a pixel lies inside an edge that is so many pixels away, negative outside. */
function covered(depth: number): number {
  return Math.min(1, Math.max(0, depth + 0.5))
}

function distanceToMark(x: number, y: number): number {
  return Math.min(
    ...lines.map(([fromX, fromY, toX, toY]) => {
      const nearestX = Math.min(Math.max(x, fromX), toX)
      const nearestY = Math.min(Math.max(y, fromY), toY)
      return Math.hypot(x - nearestX, y - nearestY)
    }),
  )
}

/** Negative inside. */
function distanceToTile(x: number, y: number): number {
  const half = field / 2 - radius
  const outsideX = Math.abs(x - field / 2) - half
  const outsideY = Math.abs(y - field / 2) - half
  return Math.hypot(Math.max(outsideX, 0), Math.max(outsideY, 0)) + Math.min(Math.max(outsideX, outsideY), 0) - radius
}
