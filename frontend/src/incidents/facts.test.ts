import { describe, expect, it } from 'vitest'
import { isKept, marksOf, nameOf, timeOf, type Listed } from './facts'

const BARE = {
  id: '1', type: 'air_strike', scope: 'event', when: '?', first_day: null, last_day: null, place: null, initiators: [], targets: [],
  rival_culprits: [], denials: [], figures: [], events: ['1'], reports: ['r'], origins: ['o'], claims: ['c'], reviewed: false,
  headlines: [], clashes: [],
} as Listed

describe('the list of incidents', () => {
  it('names an act', () => {
    expect(nameOf(BARE)).toBe('Air strike')
    expect(nameOf({ ...BARE, scope: 'campaign' })).toBe('Air strike (campaign)')
  })
  it('tells its time', () => {
    expect(timeOf(BARE)).toBe('undated')
    expect(timeOf({ ...BARE, first_day: '2016-12-10', last_day: null })).toBe('10 Dec 2016 – …')
  })
  it('marks each kind of clash once, and what no clash tells', () => {
    const two = { ...BARE, clashes: [{ kind: 'figures', sentence: 'a' }, { kind: 'figures', sentence: 'b' }], rival_culprits: ['X'], denials: ['c'] } as Listed
    expect(marksOf(two).map((m) => m.text)).toEqual(['figures clash', 'rival culprits', 'denied'])
    expect(marksOf(two)[0]?.title).toBe('a\nb')
  })
  it('keeps what is asked for', () => {
    expect(isKept(BARE, 'clash')).toBe(false)
    expect(isKept(BARE, 'open')).toBe(true)
    expect(isKept({ ...BARE, origins: ['a', 'b'] }, 'several')).toBe(true)
    expect(isKept(BARE, null)).toBe(true)
  })
})
