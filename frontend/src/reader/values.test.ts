import { describe, expect, it } from 'vitest'
import { amountsOf, handoversOf, namesOf, placeOf, placesOf, sentAmounts, sentHandovers, sentNames, sentPlaces, sentSources, sourcesOf, whole, wrongIn, type Claim } from './values'

const CLAIM = {
  parties: [{ role: 'initiator', name: 'IS', words: 'its fighters', attribution: 'suspected' }, { role: 'target', name: 'Army', words: null, attribution: 'stated' }],
  places: [{ key: 'gn:1', name: 'Palmyra', words: 'city', lat: 1, lon: 2, country: 'SY', admin1: 'Homs', precision: 1, radius_km: 1, geonames_id: 1, text: 'Palmyra' }],
  voices: [{ name: 'SOHR', kind: 'monitor', words: 'the monitor', joint: false }],
  figures: [{ measure: 'killed', unit: 'people', group: 'children', low: 14, best: 14, high: null, comparator: 'ge', approximate: false, words: 'at least 14', part_of: '67 civilians', text: '' }],
  changes: [{ place: 'Palmyra', loser: null, holder: 'IS', extent: 'part', text: '' }],
} as unknown as Claim

describe('values of fields', () => {
  it('go out as they came in', () => {
    expect(sentNames(namesOf(CLAIM, 'initiator'))).toEqual([{ name: 'IS', attribution: 'suspected', text: 'its fighters' }])
    expect(sentPlaces(placesOf(CLAIM))).toEqual([{ name: 'Palmyra', geonames_id: 1, lat: 1, lon: 2, country: 'SY', admin1: 'Homs', precision: 1, text: 'city' }])
    expect(sentSources(sourcesOf(CLAIM))).toEqual([{ name: 'SOHR', kind: 'monitor', text: 'the monitor' }])
    expect(sentAmounts(amountsOf(CLAIM))).toEqual([{ measure: 'killed', unit: 'people', group: 'children', low: 14, best: 14, comparator: 'ge', part_of: '67 civilians', text: 'at least 14' }])
    expect(sentHandovers(handoversOf(CLAIM))).toEqual([{ place: 'Palmyra', from: null, to: 'IS', extent: 'part' }])
  })
  it('leave out what is empty', () => {
    expect(sentNames([{ name: ' ', attribution: '', text: null, start: null, end: null }])).toEqual([])
    expect(sentAmounts([{ ...(amountsOf(CLAIM)[0] as never as object), low: null, best: null, high: null } as never])).toEqual([])
  })
  it('keep where words stand', () => {
    const anchor = { text: 'Palmyra', start: 3, end: 10 }
    const place = placeOf({ name: 'Palmyra', geonames_id: 163808, lat: 34, lon: 38, country: 'SY', admin1: null, precision: 1 } as never, anchor)
    expect(sentPlaces([place])[0]).toMatchObject(anchor)
    expect(whole({ text: 'x', name: 'y' } as Record<string, unknown>)).toEqual({ name: 'y' })
    expect(whole({ ...anchor })).toEqual(anchor)
  })
  it('are mentions in a coding by hand', () => expect(sentAmounts(amountsOf(CLAIM), true)[0]?.part_of).toEqual({ text: '67 civilians' }))
  it.each([
    [{ low: 1, best: 2, high: 3 }, null], [{ low: null, best: 2, high: null }, null], [{ low: 3, best: 2, high: null }, 'low ≤ best ≤ high'],
    [{ low: null, best: null, high: null }, 'Give at least one number.'], [{ low: -1, best: null, high: null }, 'Numbers are from 0 on.'],
  ])('%j', (numbers, wrong) => expect(wrongIn(numbers)).toBe(wrong))
})
