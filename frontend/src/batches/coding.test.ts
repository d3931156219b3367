import { describe, expect, it } from 'vitest'
import { claimsOf, EMPTY, filled, idOf, lineOf, spansOf, withAdded, without, type Coding } from './coding'

const act = (place: string, claims: object[]): object => ({ type: 'air_strike', mode: null, initiators: [{ name: 'A', text: 'a', start: 5, end: 6, attribution: 'suspected' }], targets: [], places: [{ name: place, precision: 1 }], when: { value: '2016', text: 'then', start: 9, end: 13 }, claims })
const claim = (start: number): object => ({ quote: { start, end: start + 4 }, source: ['X'], quantities: [{ measure: 'killed', low: 3, best: null, unit: 'people', text: 'three', start: 1, end: 6 }] })
const coding = (...events: object[]): Coding => ({ events, holdings: [], private: [] }) as unknown as Coding
const shape = (c: Coding): number[] => (c.events ?? []).map((e) => e.claims.length)

describe('withAdded', () => {
  it('lets a claim join the act that it tells of', () => {
    const one = withAdded(EMPTY, coding(act('Palmyra', [claim(10)])))
    expect(shape(withAdded(one, coding({ ...act('Palmyra', [claim(30)]), mode: '', allies: [] })))).toEqual([2])
    expect(shape(withAdded(one, coding(act('Homs', [claim(30)]))))).toEqual([1, 1])
  })
  it('keeps the names to be withheld once', () => {
    const one = { ...coding(), private: ['P'] } as Coding
    expect(withAdded(one, { ...coding(), private: ['P', 'Q'] } as Coding).private).toEqual(['P', 'Q'])
  })
  it('changes nothing of what it was given', () => {
    const one = coding(act('Palmyra', [claim(10)]))
    withAdded(one, coding(act('Palmyra', [claim(30)])))
    expect(shape(one)).toEqual([1])
  })
})

it('takes a claim out, and an act without claims with it', () => {
  const two = coding(act('Palmyra', [claim(10), claim(30)]), act('Homs', [claim(20)]))
  expect(shape(without(two, { part: 'events', act: 0, claim: 1 }))).toEqual([1, 1])
  expect(shape(without(two, { part: 'events', act: 1, claim: 0 }))).toEqual([2])
})

it('lists claims in the order of the text', () => {
  const two = coding(act('Palmyra', [claim(10), claim(30)]), act('Homs', [claim(20)]))
  expect(claimsOf(two).map((c) => c.id)).toEqual(['draft-events-0-0', 'draft-events-1-0', 'draft-events-0-1'])
  expect(idOf({ part: 'holdings', act: 2, claim: 1 })).toBe('draft-holdings-2-1')
})

it('shows in the text what stands in it', () => {
  expect(spansOf(coding(act('Palmyra', [claim(10)]))).map((s) => [s.role, s.start, s.end, s.about])).toEqual([
    ['claim', 10, 14, null], ['initiator', 5, 6, 'A'], ['time', 9, 13, null], ['quantity', 1, 6, 'killed'],
  ])
})

it('fills the form with what was coded, words and all', () => {
  const [one] = claimsOf(coding(act('Palmyra', [claim(10)])))
  const form = filled('events', one?.act as never, one?.claim as never)
  expect(form.names.initiators).toEqual([{ name: 'A', attribution: 'suspected', text: 'a', start: 5, end: 6 }])
  expect(form.words).toMatchObject({ type: 'air_strike', status: 'happened', scope: 'event', when: '2016' })
  expect(form.anchors.when).toEqual({ text: 'then', start: 9, end: 13 })
  expect(form.sources).toEqual([{ name: 'X', kind: 'unknown', joint: false, text: null, start: null, end: null }])
  expect(form.amounts[0]).toMatchObject({ measure: 'killed', low: 3, best: null, high: null, text: 'three' })
})

it('fills the form with who holds a place', () => {
  const held = { holdings: [{ place: 'Palmyra', holder: { name: 'A' }, extent: 'part', when: '2016', claims: [claim(0)] }] } as unknown as Coding
  const [one] = claimsOf(held)
  const form = filled('holdings', one?.act as never, one?.claim as never)
  expect([form.words.type, form.places[0]?.name, form.names.initiators[0]?.name, form.handovers[0]?.extent]).toEqual(['holding', 'Palmyra', 'A', 'part'])
  expect(lineOf('holdings', one?.act as never, one?.claim as never)).toBe('A holds Palmyra, 2016')
})

it('says a claim in a line', () => {
  const [one] = claimsOf(coding(act('Palmyra', [claim(10)])))
  expect(lineOf('events', one?.act as never, one?.claim as never)).toBe('air strike, A → ?, Palmyra, 2016, killed 3')
})
