// Chooses whose bodies make room for others: the oldest that are not pinned, and what was discarded before them.
import type { KeptList } from './kept-list.ts'

export interface RoomMaker {
  /** Each lets go of one, or moves one to disk. @returns whether there was any */
  letGoOldest(): boolean
  moveOldest(): boolean
}

export function createRoomMaker(list: KeptList): RoomMaker {
  return {
    letGoOldest() {
      if (list.emptyTrash()) return true
      // Twice: one that was passed by while it was under way may have grown since.
      for (let round = 0; round < 2; round++) {
        for (let kept = list.nextOldest('letGo'); kept; kept = list.nextOldest('letGo')) {
          if (kept.letGo('evicted') > 0) return true
        }
      }
      return false
    },
    moveOldest() {
      for (let kept = list.nextOldest('move'); kept; kept = list.nextOldest('move')) if (kept.spill()) return true
      return list.all().some((kept) => kept.isPinned && kept.spill())
    },
  }
}
