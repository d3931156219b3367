import { describe, expect, it } from 'vitest'
import { culpritsIn, linesOf, numbersIn, originsOf, sayingsOf, Standings, type Cell, type Claim, type Row } from './matrix'

const CELL: Cell = {
  claim: 'a', report: 'r', voice: 'V', words: '11 tanks', low: 11, best: 11, high: 11, unit: 'tank', side: 'all', stand: 'rival', status: 'happened',
  asserts: true, part: false,
}
const claim = (id: string, more: Partial<Claim> = {}): Claim =>
  ({ id, report: `r${id}`, words: `words of ${id}`, status: 'happened', figures: [], parties: [], origin: null, ...more }) as Claim
const ROW: Row = { source: 's', names: ['V'], kinds: ['media'], claims: ['a', 'b', 'c'], reports: ['ra', 'rb', 'rc'], figures: {} }

describe('the claims matrix', () => {
  it('tells alike figures once', () => {
    const lines = linesOf([CELL, { ...CELL, claim: 'b', words: '11 Tanks' }, { ...CELL, claim: 'c', status: 'denied' }])
    expect(lines.map((l) => l.again.length)).toEqual([1, 0])
  })
  it.each([
    [{ low: 31, best: 31, high: 31 }, '31'],
    [{ low: 300, best: 300, high: null }, '300 or more'],
    [{ low: 0, best: null, high: 40 }, 'up to 40'],
    [{ low: null, best: null, high: 2000 }, 'up to 2,000'],
    [{ low: 20, best: null, high: 30 }, '20–30'],
    [{ low: null, best: null, high: null }, '?'],
  ])('%j → %s', (numbers, words) => expect(numbersIn(numbers)).toBe(words))
  it('says what the policy made of a figure, the strongest first', () => {
    const support = (id: string): never => ({ claim: id, words: '11 tanks', voice: 'V', low: 11, best: 11, high: 11, origin: 'o' }) as never
    const reckoning = { measure: 'destroyed', supporting: [support('a')], dissenting: [support('d')], left_out: [support('b'), support('a')] } as never
    const standings = new Standings([reckoning])
    expect(standings.of({ cell: CELL, again: [] }, 'destroyed')).toBe('counted')
    expect(standings.of({ cell: { ...CELL, claim: 'b' }, again: [CELL] }, 'destroyed')).toBe('counted')
    expect(standings.of({ cell: { ...CELL, claim: 'b' }, again: [] }, 'destroyed')).toBe('left out')
    expect(standings.of({ cell: { ...CELL, claim: 'd' }, again: [] }, 'destroyed')).toBe('otherwise')
    expect(standings.of({ cell: CELL, again: [] }, 'killed')).toBeNull()
  })
  it('finds origins, the first and its copies', () => {
    const claims = new Map([claim('a', { origin: 'b' }), claim('b', { origin: 'b' }), claim('c')].map((c) => [c.id, c]))
    expect(originsOf(ROW, claims).map((o) => [o.id, o.first.id, o.copies])).toEqual([['b', 'b', 1], ['rc', 'c', 0]])
  })
  it('tells what a source says beside its figures', () => {
    const figure = [{} as never]
    const claims = new Map([claim('a', { figures: figure }), claim('b', { figures: figure, status: 'denied' }), claim('c', { words: 'WORDS of b', status: 'denied' })].map((c) => [c.id, c]))
    expect(sayingsOf(ROW, claims, []).map((c) => c.id)).toEqual(['b'])
    const plain = new Map([...claims].map(([id, c]) => [id, { ...c, status: 'happened', figures: figure }]))
    expect(sayingsOf(ROW, plain, []).map((c) => c.id)).toEqual(['a'])
  })
  it('names rivals, and those that are named less firmly', () => {
    const parties = [
      { role: 'initiator', name: 'A', words: null, attribution: 'stated' }, { role: 'initiator', name: 'B', words: null, attribution: 'either_or' },
      { role: 'initiator', name: 'C', words: null, attribution: 'stated' }, { role: 'target', name: 'A', words: null, attribution: 'stated' },
    ] as Claim['parties']
    expect(culpritsIn(claim('a', { parties }), ['A'])).toEqual(['A', 'B (either or)'])
  })
})
