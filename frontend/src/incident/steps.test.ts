import { describe, expect, it } from 'vitest'
import type { Claim } from './matrix'
import { momentsOf } from './steps'

const claim = (id: string, report: string, origin: string | null, words = id): [string, Claim] => [
  id, { id, report, origin, words, chain: 'V', published: '2016-12-11' } as Claim,
]
const step = (...claims: string[]): never => ({ known: 'k', claims, before: [], after: [], changed: false }) as never

describe('the timeline', () => {
  it('tells repeated words once, and what is new first', () => {
    const claims = new Map([
      claim('a', '1', 'o', '64 strikes'), claim('b', '1', 'o', 'attacks were repelled'), claim('c', '2', 'o', 'the attacks were repelled'), claim('d', '2', 'o', 'it made 64 strikes'),
      claim('e', '3', 'o'), claim('f', '3', 'p'), claim('g', '1', null, 'Words.'), claim('h', '2', null, 'words'),
    ])
    const [one, two] = momentsOf([step('a', 'b', 'c', 'd', 'g', 'h'), step('e', 'f', 'gone')], claims)
    expect(one?.sayings.map((s) => [s.claim.id, s.again.map((c) => c.id), s.old])).toEqual([['a', ['d'], false], ['b', ['c'], false], ['g', ['h'], false]])
    expect(two?.sayings.map((s) => [s.claim.id, s.old])).toEqual([['f', false], ['e', true]])
    expect(two?.published).toBe('2016-12-11')
  })
})
