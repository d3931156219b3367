import { describe, expect, it } from 'vitest'
import { stacked, type Note } from './stacking'

const notes: Note[] = [
  { id: 'c', wanted: 120, height: 50 },
  { id: 'a', wanted: 0, height: 80 },
  { id: 'b', wanted: 10, height: 80 },
  { id: 'd', wanted: 500, height: 20 },
]
const apart = (tops: Map<string, number>): void => {
  const rows = notes.map((n) => ({ top: tops.get(n.id) ?? NaN, height: n.height })).sort((a, b) => a.top - b.top)
  for (const [i, row] of rows.entries()) {
    const above = rows[i - 1]
    expect(row.top).toBeGreaterThanOrEqual(above ? above.top + above.height + 8 : 0)
  }
}

describe('notes in the margin', () => {
  it('stand in order, none over another', () => {
    const tops = stacked(notes, 8)
    expect(Object.fromEntries(tops)).toEqual({ a: 0, b: 88, c: 176, d: 500 })
    apart(tops)
  })
  it.each(['a', 'b', 'c', 'd', 'none'])('let %s stand at its line, as far as there is room', (fixed) => {
    const tops = stacked(notes, 8, fixed)
    apart(tops)
    expect(stacked([...notes, { id: 'e', wanted: 400, height: 200 }], 8, 'd').get('d')).toBe(500)
  })
  it('are none for none', () => expect(stacked([], 8, 'x').size).toBe(0))
})
