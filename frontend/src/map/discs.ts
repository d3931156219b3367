/** Areas in which something happened: discs on the globe, soft at the edge. Pure. */
import type { Feature, Polygon } from 'geojson'

const EARTH = 6371 // km, mean radius
const CORNERS = 40
const BEARINGS = Array.from({ length: CORNERS }, (_, i) => [Math.sin((2 * Math.PI * i) / CORNERS), Math.cos((2 * Math.PI * i) / CORNERS)] as const)
const MOST = 8_000 // rings that are kept, since the same places come again with every move and moment
/** Parts of the radius at which discs lie over each other: each as faint, so that the edge fades. */
export const RINGS = [1, 0.82, 0.64, 0.46] as const

const kept = new Map<string, [number, number][]>()

/** The points at a distance around a place, in degrees: longitude, latitude; closed. Longitudes may pass 180. */
export function ringAround(lon: number, lat: number, km: number): [number, number][] {
  const key = `${lon},${lat},${km}`
  const held = kept.get(key)
  if (held) return held
  const phi = (lat * Math.PI) / 180
  const [sinD, cosD, sinP, cosP] = [Math.sin(km / EARTH), Math.cos(km / EARTH), Math.sin(phi), Math.cos(phi)]
  const ring: [number, number][] = []
  for (const [sinB, cosB] of BEARINGS) {
    const sin = sinP * cosD + cosP * sinD * cosB
    const to = Math.asin(Math.max(-1, Math.min(1, sin)))
    const by = Math.atan2(sinB * sinD * cosP, cosD - sinP * sin)
    ring.push([round(lon + (by * 180) / Math.PI), round((to * 180) / Math.PI)])
  }
  ring.push(ring[0] as [number, number])
  if (kept.size >= MOST) kept.clear()
  kept.set(key, ring)
  return ring
}

export interface Area {
  lon: number
  lat: number
  km: number
  precision: number
  family: string
  id: number
  /** Opacity of each ring, 0 to 1. */
  faint: number
}

/** The discs of an area, the widest first. Only the widest has `edge`. */
export function discs(area: Area): Feature<Polygon>[] {
  return RINGS.map((part, i) => ({
    type: 'Feature',
    id: area.id * RINGS.length + i,
    properties: { family: area.family, precision: area.precision, faint: area.faint, edge: i === 0, mark: area.id },
    geometry: { type: 'Polygon', coordinates: [ringAround(area.lon, area.lat, area.km * part)] },
  }))
}

function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4
}
