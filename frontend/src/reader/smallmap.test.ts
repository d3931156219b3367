import { describe, expect, it } from 'vitest'
import { boxAround, pathOf, Plane, ringsOf } from './smallmap'

const PALMYRA = { lat: 34.56, lon: 38.28 }

describe('a small map', () => {
  it('shows every dot, with room around', () => {
    const dots = [PALMYRA, { lat: 40.9, lon: -76 }, { lat: 34.1, lon: -6 }]
    const plane = new Plane(boxAround(dots), 300, 1.6)
    for (const { lat, lon } of dots) {
      expect(plane.x(lon)).toBeGreaterThan(0)
      expect(plane.x(lon)).toBeLessThan(300)
      expect(plane.y(lat)).toBeGreaterThan(0)
      expect(plane.y(lat)).toBeLessThan(300 / 1.6)
    }
  })
  it('shows the surroundings of one', () => {
    const plane = new Plane(boxAround([PALMYRA]), 300, 1.6)
    expect([plane.x(PALMYRA.lon), plane.y(PALMYRA.lat)].map(Math.round)).toEqual([150, 94])
    expect(plane.length(100)).toBeGreaterThan(20)
  })
  it('draws what lies in it', () => {
    const plane = new Plane(boxAround([PALMYRA]), 300, 1.6)
    const near = [[37, 34], [39, 35], [38, 36]]
    const far = [[10, 10], [11, 11]]
    expect(pathOf([near, far], plane, true)).toMatch(/^M[^M]+Z$/)
    expect(pathOf([far], plane, false)).toBe('')
  })
  it('reads shapes', () => {
    const line = [[0, 0], [1, 1]]
    expect(ringsOf([{ geometry: { type: 'LineString', coordinates: line } }, { geometry: { type: 'MultiPolygon', coordinates: [[line], [line]] } }, { geometry: { type: 'Point', coordinates: [0, 0] } }])).toEqual([line, line, line])
  })
})
