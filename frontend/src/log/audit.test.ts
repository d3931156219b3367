import { describe, expect, it } from 'vitest'
import { deedOf, linkOf, pageOf } from './audit'

const A = 'a'.repeat(32)
const B = 'b'.repeat(32)

describe('the audit', () => {
  it('says what was done', () => {
    expect(deedOf({ what: 'corrected', field: 'places', claims: 0, kind: 'correction' })).toBe('Corrected: places')
    expect(deedOf({ what: 'report added', field: null, claims: 1, kind: 'report' })).toBe('Report added (1 claim)')
  })
  it('knows links by their two events', () => {
    expect(linkOf(`link:${A}|${B}`)).toEqual([A, B])
    expect(linkOf(A)).toBeNull()
    expect(linkOf(`victim:${A}|${B}`)).toBeNull()
  })
  it('leads to what an entry is about', () => {
    expect(pageOf({ kind: 'correction', subject: A, report: B, words: 'w' })).toEqual({ path: `/report/${B}`, claim: A })
    expect(pageOf({ kind: 'report', subject: B, report: B, words: null })).toEqual({ path: `/report/${B}`, claim: null })
    expect(pageOf({ kind: 'judgement', subject: `${A}+${B}`, report: null, words: null })).toEqual({ path: `/incident/${A}`, claim: null })
    expect(pageOf({ kind: 'victim', subject: `victim:${A}|${B}`, report: null, words: null })).toEqual({ path: `/incident/${B}`, claim: null })
    expect(pageOf({ kind: 'redaction', subject: 'x', report: null, words: null })).toBeNull()
  })
})
