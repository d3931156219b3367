import { describe, expect, it } from 'vitest'
import { accountsOf, bodyOf, compared, current, decisionOf, left, rowsOf, type Decision, type Item } from './order'

const decision = (key: string): Decision => ({ key, label: key, calls: [] })
const item = (id: string, keys = 'sdu'): Item => ({ id, decisions: [...keys].map(decision), link: null, claims: [] }) as unknown as Item
const ids = (items: Item[]): string => items.map((i) => i.id).join('')

describe('left', () => {
  it.each([
    ['', [], 'abcd'],
    ['b', [], 'acd'],
    ['', ['a', 'c'], 'bdac'],
    ['', ['c', 'a'], 'bdca'],
    ['ad', ['b'], 'cb'],
    ['abcd', ['b'], ''],
  ])('decided %j, passed %j', (decided, passed, wanted) => expect(ids(left([...'abcd'].map((x) => item(x)), new Set(decided), passed))).toBe(wanted))
})

describe('current', () => {
  const open = [...'abc'].map((x) => item(x))
  it('stays while it waits', () => expect(current(open, 'b')?.id).toBe('b'))
  it('is the first when what was shown is gone', () => expect(current(open, 'z')?.id).toBe('a'))
  it('is nothing at the end', () => expect(current([], 'a')).toBeNull())
})

describe('decisionOf', () => {
  it('takes the item’s own keys', () => expect(decisionOf(item('a'), 'd')?.key).toBe('d'))
  it('takes k for y', () => expect(decisionOf(item('a', 'y12'), 'k')?.key).toBe('y'))
  it('takes no other', () => expect(decisionOf(item('a'), 'k')).toBeNull())
})

it('adds a reason where there is one', () => {
  expect(bodyOf({ verdict: 'same' }, '  ')).toEqual({ verdict: 'same' })
  expect(bodyOf({ verdict: 'same' }, ' seen ')).toEqual({ verdict: 'same', reason: 'seen' })
})

describe('accounts', () => {
  const claim = (event: string, place: string): Item['claims'][number] =>
    ({ id: event + place, event, mode: null, places: [{ text: place }], figures: [], text: 'A against B', chain: 'X', type: 'air_strike', when: '2016' }) as unknown as Item['claims'][number]
  const link = { ...item('a'), link: { left: 'e', right: 'f' }, claims: [claim('f', 'Palmyra'), claim('e', 'Homs'), claim('f', 'Arak')] } as unknown as Item
  it('of a link are those of its events', () => expect(accountsOf(link).map((a) => a.claims.length)).toEqual([1, 2]))
  it('say where they differ', () => {
    const words = { type: (c: { type: string }) => c.type, when: (c: { when: string | null }) => c.when ?? '' }
    expect(compared(accountsOf(link).map((a) => a.claims), words).map((f) => [f.name, f.sides, f.same])).toEqual([
      ['what', ['air_strike', 'air_strike'], true],
      ['when', ['2016', '2016'], true],
      ['where', ['Homs', 'Palmyra; Arak'], false],
      ['who', ['A against B', 'A against B'], true],
      ['who says so', ['X', 'X'], true],
    ])
  })
})

it.each([
  [0, 4, []],
  [3, 4, [3]],
  [4, 4, [4]],
  [5, 4, [3, 2]],
  [9, 4, [3, 3, 3]],
])('%i in rows of %i', (n, most, wanted) => expect(rowsOf(Array.from({ length: n }), most).map((r) => r.length)).toEqual(wanted))
