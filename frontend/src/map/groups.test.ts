import { describe, expect, it } from 'vitest'
import type { Schemas } from '../api/client'
import { ringAround } from './discs'
import { chief, marksOf, parts } from './groups'
import type { Family } from '../ui/families'

const family = (type: string): Family => (type === 'air_strike' ? 'strike' : 'battle')

function answer(...events: [lon: number, lat: number, precision: number, type?: string][]): Schemas['EventMap'] {
  const features = events.map(([lon, lat, precision, type = 'air_strike'], i) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [lon, lat] as [number, number] },
    properties: {
      kind: 'event' as const, event: `e${i}`, incident: null, claim: `c${i}`, claims: 1, type, status: 'happened', text: '', words: '', place: 'Palmyra',
      country: 'SY', precision, radius_km: 1, when: null, first_day: null, last_day: null, published: null, outlet: null,
    },
  }))
  return { type: 'FeatureCollection', features, whole: true, count: events.length, total: events.length, unplaced: 0 }
}

describe('marksOf', () => {
  it('puts together what would overlap and splits it nearer', () => {
    const near = answer([38.2, 34.5, 1], [38.3, 34.5, 1, 'armed_clash'], [38.2, 34.5, 2])
    const far = marksOf(near, 5, family)
    expect(far).toHaveLength(1)
    expect(far[0]).toMatchObject({ kind: 'cell', count: 3, shares: { strike: 2, battle: 1 }, one: false, box: [38.2, 34.5, 38.3, 34.5] })
    const close = marksOf(near, 12, family)
    expect(close.map((m) => [m.kind, m.count, m.one])).toEqual([['cell', 2, true], ['event', 1, true]])
  })
  it('never makes a point of what is told no more exactly than a province', () => {
    const marks = marksOf(answer([38.2, 34.5, 4], [38.2, 34.5, 4], [38.2, 34.5, 1], [38.2, 34.5, 3]), 10, family)
    expect(marks.map((m) => [m.kind, m.precision, m.count])).toEqual([['area', 4, 2], ['area', 3, 1], ['event', 1, 1]])
  })
})

it('parts make twelve, and every family that is there has one', () => {
  expect(parts({ strike: 1 })).toEqual([['strike', 12]])
  expect(parts({ battle: 1000, strike: 1, words: 1 })).toEqual([['battle', 10], ['strike', 1], ['words', 1]])
  expect(chief({ battle: 1, strike: 3 })).toBe('strike')
})

it('a ring is as far away as it says', () => {
  const ring = ringAround(38, 34, 111.19)
  expect(ring[0]?.[1]).toBeCloseTo(35, 2)
  expect(ring).toHaveLength(41)
  expect(ring[0]).toEqual(ring[40])
})
