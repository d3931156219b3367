/** What stands on the map: events put together so that marks do not hide each other, by family of type. Pure. */
import type { Schemas } from '../api/client'
import { FAMILIES, type Family } from '../ui/families'

export type Told = Schemas['MapEvent']
type Answer = Schemas['EventMap']
export type Shares = Partial<Record<Family, number>>

/** A mark: one event (`told`), many that are known to 25 km (`cell`), or many that are told of no more exactly than a place (`area`). */
export interface Mark {
  id: number
  kind: 'event' | 'cell' | 'area'
  lon: number
  lat: number
  count: number
  shares: Shares
  precision: number
  km: number
  place: string | null
  told: Told | null
  /** Whether all of it lies at one point: coming nearer does not split it. */
  one: boolean
  /** West, south, east, north of what is in it. */
  box: [number, number, number, number]
}

export const SHARP = 2 // precision up to which an event is a point
/** How well a place is known, by precision. */
export const PRECISION_WORDS = ['', 'the place', 'within 25 km', 'the district', 'the province', 'the region or line', 'the country', 'waters or airspace'] as const
const APART = 46 // pixels within which events are put together
const TILE = 512

/** The marks of an answer at a zoom. Events that are shown one by one are put together where they would overlap. */
export function marksOf(answer: Answer, zoom: number, familyOf: (type: string) => Family): Mark[] {
  const points: Mark[] = []
  const areas = new Map<string, Mark>()
  const marks: Mark[] = []
  for (const { geometry, properties: p } of answer.features) {
    const [lon, lat] = geometry.coordinates as [number, number]
    if (p.kind === 'event') {
      const mark = markOf(lon, lat, { [familyOf(p.type)]: 1 }, 1, p)
      if (p.precision <= SHARP) points.push(mark)
      else join(areas, `${lon},${lat},${p.precision}`, { ...mark, kind: 'area' })
    } else {
      const shares = sharesOf(p.types, familyOf)
      const wide = p.kind === 'area' ? p : null
      marks.push({
        id: 0, kind: p.kind, lon, lat, count: p.count, shares, precision: wide?.precision ?? 1, km: wide?.radius_km ?? 0,
        place: wide?.place ?? null, told: null, one: p.kind === 'area', box: [lon, lat, lon, lat],
      })
    }
  }
  const all = [...areas.values(), ...together(points, zoom), ...marks]
  all.forEach((mark, i) => (mark.id = i))
  return all
}

function markOf(lon: number, lat: number, shares: Shares, count: number, told: Told): Mark {
  return {
    id: 0, kind: 'event', lon, lat, count, shares, precision: told.precision, km: told.radius_km, place: told.place, told, one: true,
    box: [lon, lat, lon, lat],
  }
}

/** Counts by family of counts by type. */
export function sharesOf(types: Record<string, number>, familyOf: (type: string) => Family): Shares {
  const shares: Shares = {}
  for (const [type, count] of Object.entries(types)) {
    const family = familyOf(type)
    shares[family] = (shares[family] ?? 0) + count
  }
  return shares
}

/** Points nearer to each other than a mark is wide, put together: those of most points first. Same input, same marks. */
function together(points: Mark[], zoom: number): Mark[] {
  const spots = new Map<string, Mark>()
  for (const p of points) join(spots, `${p.lon},${p.lat}`, p)
  const scale = TILE * 2 ** zoom
  const placed: { x: number; y: number; mark: Mark }[] = []
  const grid = new Map<string, typeof placed>()
  const sorted = [...spots.values()].sort((a, b) => b.count - a.count || a.lon - b.lon || a.lat - b.lat)
  for (const spot of sorted) {
    const [x, y] = pixels(spot.lon, spot.lat, scale)
    const [column, row] = [Math.floor(x / APART), Math.floor(y / APART)]
    const near = nearest(grid, column, row, x, y)
    if (near) {
      absorb(near.mark, spot)
      continue
    }
    const made = { x, y, mark: spot }
    placed.push(made)
    const key = `${column},${row}`
    grid.set(key, [...(grid.get(key) ?? []), made])
  }
  return placed.map((p) => p.mark)
}

function nearest<P extends { x: number; y: number }>(grid: Map<string, P[]>, column: number, row: number, x: number, y: number): P | null {
  let best: P | null = null
  let least = APART * APART
  for (let c = column - 1; c <= column + 1; c++) {
    for (let r = row - 1; r <= row + 1; r++) {
      for (const other of grid.get(`${c},${r}`) ?? []) {
        const far = (other.x - x) ** 2 + (other.y - y) ** 2
        if (far < least) [best, least] = [other, far]
      }
    }
  }
  return best
}

function join(all: Map<string, Mark>, key: string, mark: Mark): void {
  const held = all.get(key)
  if (held) absorb(held, mark)
  else all.set(key, mark)
}

function absorb(into: Mark, from: Mark): void {
  if (into.precision !== from.precision || into.lon !== from.lon || into.lat !== from.lat) [into.km, into.precision] = [0, 1]
  into.one &&= from.one && into.lon === from.lon && into.lat === from.lat
  into.count += from.count
  into.shares = { ...into.shares }
  for (const family of FAMILIES) if (from.shares[family]) into.shares[family] = (into.shares[family] ?? 0) + (from.shares[family] ?? 0)
  into.told = null
  if (into.kind === 'event') into.kind = 'cell'
  if (into.place !== from.place) into.place = into.one ? into.place : null
  const [w, s, e, n] = into.box
  into.box = [Math.min(w, from.box[0]), Math.min(s, from.box[1]), Math.max(e, from.box[2]), Math.max(n, from.box[3])]
}

/** Where a place lies on the map of the whole world that is `scale` pixels wide. */
export function pixels(lon: number, lat: number, scale: number): [number, number] {
  const phi = (Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180
  return [((lon + 180) / 360) * scale, ((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * scale]
}

const PARTS = 12 // parts of a ring

/** Counts as parts of a ring of twelve, so that alike rings are one picture: every family that is there has a part. */
export function parts(shares: Shares): [Family, number][] {
  const there = FAMILIES.filter((f) => shares[f])
  const sum = there.reduce((s, f) => s + (shares[f] ?? 0), 0)
  const exact = there.map((f) => ({ f, want: ((shares[f] ?? 0) / sum) * PARTS, got: 1 }))
  for (let left = PARTS - exact.length; left > 0; left--) {
    const most = exact.reduce((a, b) => (b.want - b.got > a.want - a.got ? b : a))
    most.got += 1
  }
  return exact.map(({ f, got }) => [f, got])
}

/** The family of most events. */
export function chief(shares: Shares): Family {
  return FAMILIES.reduce((a, b) => ((shares[b] ?? 0) > (shares[a] ?? 0) ? b : a))
}
