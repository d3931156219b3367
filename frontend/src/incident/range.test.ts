import { describe, expect, it } from 'vitest'
import { largest, place, range } from './range'

describe('range', () => {
  it.each([
    ['exact', { low: 31, best: 31, high: 31 }, { openLow: false, openHigh: false }],
    ['at least', { low: 217, best: 217, high: null }, { to: 100, openHigh: true }],
    ['up to', { low: null, best: null, high: 300 }, { from: 0, openLow: true, openHigh: false }],
    ['low, best, high', { low: 100, best: 182, high: 352 }, { openLow: false, openHigh: false }],
  ])('%s', (_, numbers, wanted) => {
    const found = range(numbers, 1000)
    expect(found).toMatchObject(wanted)
    expect(found?.from).toBeLessThanOrEqual(found?.to ?? -1)
  })
  it('is none without a number', () => expect(range({ low: null, best: null, high: null }, 100)).toBeNull())
  it('ends at the largest', () => {
    const most = largest([{ low: 3, best: null, high: 400 }, { low: 5000, best: 5000, high: null }])
    expect(most).toBe(5000)
    expect(place(most, most)).toBe(100)
    expect(place(0, most)).toBe(0)
  })
})
