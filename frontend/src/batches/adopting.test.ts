import { describe, expect, it } from 'vitest'
import { adoptable, agreedUpon, type Handed, type ReportHanded } from './adopting'

const coding = (coder: string, claims: number, adopted: Handed['adopted'] = null): Handed => ({ coder, claims, adopted, coding: { events: [], holdings: [], private: [] } })
const report = (name: string, agreed: boolean, ...codings: Handed[]): ReportHanded => ({ report: name, title: null, agreed, codings })

describe('codings', () => {
  it.each([
    [[coding('a', 2), coding('b', 1)], [true, true]],
    [[coding('a', 2, 'recorded'), coding('b', 1)], [false, false]],
    [[coding('a', 2, 'withdrawn'), coding('b', 1)], [false, true]],
    [[coding('a', 0), coding('b', 1)], [false, true]],
  ])('of %j: may be adopted %j', (codings, may) => {
    const r = report('r', false, ...codings)
    expect(r.codings.map((c) => adoptable(r, c))).toEqual(may)
  })
  it('that all agree on are adopted once, of one coder', () => {
    const all = [
      report('same', true, coding('a', 1), coding('b', 1)), report('other', false, coding('a', 1), coding('b', 2)), report('nothing', true, coding('a', 0), coding('b', 0)),
      report('there', true, coding('a', 1, 'recorded'), coding('b', 1)), report('taken back', true, coding('a', 1, 'withdrawn'), coding('b', 1)),
    ]
    expect(agreedUpon(all)).toEqual([{ report: 'same', coder: 'a' }, { report: 'taken back', coder: 'b' }])
  })
})
