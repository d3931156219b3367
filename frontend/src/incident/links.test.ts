import { describe, expect, it } from 'vitest'
import { authorOf, groupsOf, weighed, type Link } from './links'

const link = (left: string, right: string, verdict: Link['verdict'], score = 0.5, by = 'machine'): Link => ({ left, right, verdict, score, by, reasons: [] })

describe('links', () => {
  it('fall into groups', () => {
    const all = [link('a', 'b', 'same', 0.9), link('a', 'x', 'same'), link('a', 'y', 'unsure', 0.3), link('b', 'y', 'unsure', 0.6), link('a', 'z', 'different', 0.1, 'person:ada'), link('b', 'c', 'same', 0.95)]
    const { unsure, apart, together } = groupsOf(all, ['a', 'b', 'c'])
    expect(unsure.map((l) => l.score)).toEqual([0.6, 0.3])
    expect(apart.map((l) => l.right)).toEqual(['z', 'x'])
    expect(together.map((l) => l.right)).toEqual(['c', 'b'])
  })
  it('name who judged', () => expect(authorOf('person:ada')).toBe('ada'))
  it('weigh their reasons', () => {
    const reasons = [{ feature: 'a', weight: 0.1, sentence: 'a' }, { feature: 'b', weight: -2, sentence: 'b' }, { feature: 'c', weight: 1, sentence: 'c' }]
    const { pro, contra } = weighed({ ...link('a', 'b', 'same'), reasons })
    expect([pro.map((r) => r.feature), contra.map((r) => r.feature)]).toEqual([['c', 'a'], ['b']])
  })
})
