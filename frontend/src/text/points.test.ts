import { describe, expect, it } from 'vitest'
import { Points } from './points'

const TEXTS = ['', 'Palmyra', 'a😀b😀😀c', '😀', 'تدمر 🏛 Tadmur 𐤕𐤃𐤌𐤓', '👩‍👩‍👧 flags 🇸🇾🇮🇶']

describe('Points', () => {
  it.each(TEXTS)('goes both ways: %j', (text) => {
    const points = new Points(text)
    const all = Array.from(text)
    expect(points.length).toBe(all.length)
    for (let p = 0; p <= all.length; p++) {
      const unit = all.slice(0, p).join('').length
      expect(points.unit(p)).toBe(unit)
      expect(points.point(unit)).toBe(p)
    }
  })
  it('counts an offset inside a character as its start', () => {
    expect(new Points('a😀b').point(2)).toBe(1)
  })
  it('slices by code points', () => {
    expect(new Points('a😀b😀c').slice(1, 4)).toBe('😀b😀')
  })
})
