// Which routes count as edited, and whether a revert would take more than those.
import { beforeEach, describe, expect, it } from 'vitest'
import {
  editedRoutes,
  followDocument,
  isEdited,
  losesOthers,
  markEdited,
} from '../../../../src/renderer/features/routes/editor/edited-routes.ts'
import { type DocumentState, newRouteFields } from '../../../../src/shared/route.ts'

const document = (isDirty: boolean, revision: number): DocumentState => ({
  isDirty,
  revision,
  changedLines: 0,
  undo: null,
  redo: null,
  undoStep: null,
  disk: 'same',
})
const before = { ...newRouteFields, path: '/a' }
const state = () => editedRoutes.getState()

beforeEach(() => followDocument(document(false, 0), false))

describe('a route', () => {
  it('is edited until it is as before, or saved', () => {
    const after = { ...before, auth: true }
    markEdited(before, after, 2)
    expect([isEdited(state(), after), isEdited(state(), before)]).toEqual([true, false])
    followDocument(document(false, 3), false)
    expect(isEdited(state(), after)).toBe(false)
  })

  it('stays edited under a new path', () => {
    const renamed = { ...before, path: '/b' }
    markEdited(before, renamed, 2)
    markEdited(renamed, { ...renamed, auth: true }, 3)
    expect(isEdited(state(), renamed)).toBe(true)
    expect(losesOthers(state(), '/b')).toBe(false)
  })
})

describe('a revert', () => {
  it('takes nothing else where only this route was edited', () => {
    markEdited(before, { ...before, auth: true }, 2)
    followDocument(document(true, 2), false)
    expect(losesOthers(state(), '/a')).toBe(false)
    expect(losesOthers(state(), '/other')).toBe(true)
  })

  it('takes what was changed elsewhere', () => {
    followDocument(document(true, 2), true)
    expect(losesOthers(state(), '/a')).toBe(false)
    followDocument(document(true, 2), false)
    expect(losesOthers(state(), '/a')).toBe(true)
  })
})
