// Remembers where the window stood, and puts it back there if that place is still on a screen.
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from 'zod'
import { type DataFolder, openJsonStore } from '../settings/json-store.ts'

const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
})

const windowStateSchema = z.object({
  /** In pixels of the screen, without what a maximised window takes; null before the first one was closed. */
  place: placeSchema.nullable().default(null),
  isMaximized: z.boolean().default(false),
})
export type WindowState = z.infer<typeof windowStateSchema>

export interface WindowPlace {
  width: number
  height: number
  /** Left out: in the middle of the screen. */
  x?: number
  y?: number
}

const firstSize = { width: 1280, height: 800 }
export const smallestSize = { width: 960, height: 600 }

/** How much of the title bar must be on a screen, so that the window can be taken hold of. */
const grip = { width: 120, height: 30 }

/** @param workAreas of the screens that there are now */
export function placeWindow({ place }: WindowState, workAreas: readonly Rectangle[]): WindowPlace {
  if (place === null) return firstSize
  const width = Math.max(place.width, smallestSize.width)
  const height = Math.max(place.height, smallestSize.height)
  const isReachable = workAreas.some((area) => {
    const across = Math.min(place.x + width, area.x + area.width) - Math.max(place.x, area.x)
    return across >= grip.width && place.y >= area.y && place.y + grip.height <= area.y + area.height
  })
  if (isReachable) return { x: place.x, y: place.y, width, height }
  // Its screen is gone: in the middle of another one, no larger than that.
  const [area] = workAreas
  return {
    width: Math.max(smallestSize.width, Math.min(width, area?.width ?? width)),
    height: Math.max(smallestSize.height, Math.min(height, area?.height ?? height)),
  }
}

export interface WindowMemory {
  readonly state: WindowState
  /** Keeps what becomes of the window's place. */
  follow(window: BrowserWindow): void
}

/** Milliseconds without a move after which the place is written. */
const settled = 500

/** A file that cannot be read or written costs the place, and nothing else. */
export function openWindowMemory(dataFolder: DataFolder, onError: (error: unknown) => void): WindowMemory {
  const store = attempt(() => openJsonStore({ ...dataFolder, name: 'window', schema: windowStateSchema }), onError)
  let state: WindowState = store?.content ?? { place: null, isMaximized: false }
  const keep = (next: WindowState) => {
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    attempt(() => store?.update(next), onError)
  }
  return {
    get state() {
      return state
    },
    follow(window) {
      let timer: NodeJS.Timeout | undefined
      const read = () => {
        clearTimeout(timer)
        if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
        keep({ place: window.getNormalBounds(), isMaximized: window.isMaximized() })
      }
      const readSoon = () => {
        clearTimeout(timer)
        timer = setTimeout(read, settled)
      }
      window.on('resize', readSoon)
      window.on('move', readSoon)
      window.on('close', read)
      window.once('closed', () => clearTimeout(timer))
    },
  }
}

function attempt<Value>(action: () => Value, onError: (error: unknown) => void): Value | null {
  try {
    return action()
  } catch (error) {
    onError(error)
    return null
  }
}
