import { describe, expect, it } from 'vitest'
import { Points } from '../text/points'
import { drawnAs, piecesOf, ROLES, toldOf, type Role, type Span } from './pieces'

const span = (role: Role, start: number, end: number, claim = 'c', about: string | null = null): Span => ({ role, start, end, claim, event: 'e', about, corrected: false })
const ALL = new Set(ROLES.map((r) => r.role))

describe('pieces of a text', () => {
  it('are the text, whatever the spans', () => {
    const text = 'a😀b IS took تدمر 🏛 today'
    const points = new Points(text)
    for (const spans of [[], [span('place', 3, 9)], [span('claim', 0, 99), span('place', 2, 2), span('time', 5, 7), span('source', 6, 12)]]) {
      const pieces = piecesOf(points, [{ kind: 'body', start: 1, end: 8 }], spans)
      expect(pieces.map((p) => p.text).join('')).toBe(text)
      for (const [i, p] of pieces.entries()) expect(p.start).toBe(i ? pieces[i - 1]?.end : 0)
    }
    expect(piecesOf(new Points(''), [], [])).toEqual([])
  })
  it('hold the spans over them, in code points', () => {
    const pieces = piecesOf(new Points('😀😀 Palmyra fell'), [], [span('claim', 0, 15), span('place', 3, 10, 'c', 'Palmyra')])
    expect(pieces.map((p) => [p.text, p.spans.map((s) => s.role)])).toEqual([['😀😀 ', ['claim']], ['Palmyra', ['claim', 'place']], [' fell', ['claim']]])
  })
  it('know their section', () => {
    const pieces = piecesOf(new Points('Title\nBody'), [{ kind: 'title', start: 0, end: 5 }, { kind: 'body', start: 6, end: 10 }], [])
    expect(pieces.map((p) => p.section)).toEqual(['title', '', 'body'])
  })
  it('are drawn as the most telling role, that of the chosen claim first', () => {
    const [piece] = piecesOf(new Points('x'), [], [span('initiator', 0, 1, 'a'), span('place', 0, 1, 'b')])
    if (!piece) throw new Error('no piece')
    expect(drawnAs(piece, ALL, null)).toBe('place')
    expect(drawnAs(piece, ALL, 'a')).toBe('initiator')
    expect(drawnAs(piece, new Set<Role>(['target']), null)).toBeNull()
    expect(toldOf(piece, ALL)).toBe('who did it; place')
  })
  it('show what would not be seen as boxes of the same length', () => {
    const pieces = piecesOf(new Points('a\u202eb\u{e0041}c'), [], [span('place', 3, 4, 'a')])
    expect(pieces.map((p) => p.text)).toEqual(['a▯b', '▯▯', 'c'])
  })
})
