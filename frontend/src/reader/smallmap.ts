/** A small map of candidates: where they stand in it, and the outlines that lie in it. Pure. */

export interface Dot {
  lat: number
  lon: number
}
/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number]

const LEAST = 3 // degrees that a map shows at least, so that a single place has its surroundings
const ROOM = 0.18 // of the width, around the outermost dots

/** The box that shows all dots with room around; the world for none. */
export function boxAround(dots: readonly Dot[]): Box {
  if (dots.length === 0) return [-180, -60, 180, 80]
  const lons = dots.map((d) => d.lon)
  const lats = dots.map((d) => d.lat)
  const width = Math.max(LEAST, Math.max(...lons) - Math.min(...lons))
  const height = Math.max(LEAST / 2, Math.max(...lats) - Math.min(...lats))
  const [x, y] = [(Math.max(...lons) + Math.min(...lons)) / 2, (Math.max(...lats) + Math.min(...lats)) / 2]
  const [w, h] = [width * (0.5 + ROOM), height * (0.5 + ROOM)]
  return [Math.max(-180, x - w), Math.max(-89, y - h), Math.min(180, x + w), Math.min(89, y + h)]
}

/** Where degrees fall in a picture of this width: equal steps of latitude and longitude, true to scale in the middle. */
export class Plane {
  readonly width: number
  readonly height: number
  private readonly scale: number
  private readonly squeeze: number
  private readonly west: number
  private readonly north: number

  /** `box` is made wider or higher, so that the picture's sides are as `ratio` (width by height). */
  constructor([west, south, east, north]: Box, width: number, ratio: number) {
    this.squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
    this.width = width
    this.height = width / ratio
    this.scale = Math.min(this.width / ((east - west) * this.squeeze), this.height / (north - south))
    this.west = (west + east) / 2 - this.width / (2 * this.scale * this.squeeze)
    this.north = (south + north) / 2 + this.height / (2 * this.scale)
  }

  x(lon: number): number {
    return (lon - this.west) * this.squeeze * this.scale
  }
  y(lat: number): number {
    return (this.north - lat) * this.scale
  }
  /** Kilometres in the picture's units. */
  length(km: number): number {
    return (km / 111.2) * this.scale
  }
  /** Degrees of the whole picture. */
  get box(): Box {
    return [this.west, this.north - this.height / this.scale, this.west + this.width / (this.scale * this.squeeze), this.north]
  }
}

type Ring = readonly (readonly number[])[]

/** The path of those lines that touch the picture; `closed`: they bound areas. */
export function pathOf(rings: readonly Ring[], plane: Plane, closed: boolean): string {
  const [west, south, east, north] = plane.box
  const parts: string[] = []
  for (const ring of rings) {
    let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const [lon = 0, lat = 0] of ring) {
      w = Math.min(w, lon)
      e = Math.max(e, lon)
      s = Math.min(s, lat)
      n = Math.max(n, lat)
    }
    if (e < west || w > east || n < south || s > north) continue
    parts.push(`M${ring.map(([lon = 0, lat = 0]) => `${plane.x(lon).toFixed(1)} ${plane.y(lat).toFixed(1)}`).join('L')}${closed ? 'Z' : ''}`)
  }
  return parts.join('')
}

interface Shape {
  geometry: { type: string; coordinates: unknown }
}
/** The lines of GeoJSON shapes. */
export function ringsOf(shapes: readonly Shape[]): Ring[] {
  return shapes.flatMap(({ geometry: { type, coordinates } }) => {
    if (type === 'LineString') return [coordinates as Ring]
    if (type === 'Polygon' || type === 'MultiLineString') return coordinates as Ring[]
    return type === 'MultiPolygon' ? (coordinates as Ring[][]).flat() : []
  })
}
