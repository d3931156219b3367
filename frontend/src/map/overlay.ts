/** What the ledger puts on the map: areas, marks, who holds places, sites; as sources and layers of MapLibre. */
import type { Feature, FeatureCollection } from 'geojson'
import type { GeoJSONSource, LayerSpecification, Map as Plane, SourceSpecification } from 'maplibre-gl'
import type { Schemas } from '../api/client'
import { short } from '../text/words'
import { ink } from './base'
import { discs } from './discs'
import { chief, pixels, type Mark } from './groups'
import { holdingPicture, pictureOf, radiusOf, sitePicture } from './pictures'
import { FAMILIES } from '../ui/families'

export type Holding = Schemas['Holding']
export type Site = Schemas['Site']

const NONE: FeatureCollection = { type: 'FeatureCollection', features: [] }
const COUNTRY = 6 // precision: a whole country
const FEW_DISCS = 15 // up to so many lie over each other without hiding the ground; more are fainter
export const TOUCHED = ['sites', 'holdings', 'marks'] as const // layers that a click is looked for in, the topmost first

export function overlaySources(): Record<string, SourceSpecification> {
  const source = (): SourceSpecification => ({ type: 'geojson', data: NONE, maxzoom: 14 })
  return { discs: source(), marks: source(), holdings: source(), sites: source(), picked: source() }
}

/** An offset by a feature's `lift`, in pixels: up or down by `factor`, and `right` beside it. */
function lifted(factor: number, right = 0): unknown {
  return ['interpolate', ['linear'], ['get', 'lift'], 0, ['literal', [right, 0]], 100, ['literal', [right, 100 * factor]]]
}

const AT = 14 // pixels between the middles of a mark and of a square that stand in each other's way

/** How far a square or diamond has to stand aside for the mark at its place, in pixels; 0 where there is none. */
function liftOf(lon: number, lat: number, marks: readonly Mark[], zoom: number): number {
  const scale = 512 * 2 ** zoom
  const [x, y] = pixels(lon, lat, scale)
  let lift = 0
  for (const mark of marks) {
    const [mx, my] = pixels(mark.lon, mark.lat, scale)
    const radius = radiusOf(mark)
    if (Math.hypot(mx - x, my - y) < radius + AT) lift = Math.max(lift, radius + AT / 2 + Math.max(0, y - my))
  }
  return Math.min(60, lift)
}

export function overlayLayers(): LayerSpecification[] {
  const colour = ['match', ['get', 'family'], ...FAMILIES.flatMap((f) => [f, ink(`--family-${f}`)]), ink('--calm')] as unknown as string
  const edge = ['==', ['get', 'edge'], true]
  const mark = { 'icon-allow-overlap': true, 'icon-ignore-placement': false, 'text-font': ['sans-serif'] }
  return [
    {
      id: 'discs', type: 'fill', source: 'discs',
      paint: { 'fill-color': colour, 'fill-antialias': false, 'fill-opacity': ['get', 'faint'] },
    },
    {
      id: 'disc-edges', type: 'line', source: 'discs', filter: edge as never,
      paint: { 'line-color': colour, 'line-opacity': ['case', ['>=', ['get', 'precision'], COUNTRY], 0.22, ['>', ['get', 'faint'], 0.02], 0.4, 0.25], 'line-width': 1, 'line-dasharray': [2, 3] },
    },
    {
      id: 'picked-area', type: 'fill', source: 'picked', filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': ink('--accent'), 'fill-opacity': 0.14, 'fill-outline-color': ink('--accent') },
    },
    {
      id: 'marks', type: 'symbol', source: 'marks',
      layout: {
        ...mark, 'icon-image': ['get', 'picture'], 'text-field': ['get', 'count'], 'text-size': 11, 'text-allow-overlap': true,
        'symbol-sort-key': ['get', 'order'],
      },
      paint: { 'text-color': ink('--ink') },
    },
    {
      id: 'holdings', type: 'symbol', source: 'holdings',
      layout: {
        ...mark, 'icon-image': ['get', 'picture'], 'icon-offset': lifted(-1), 'text-field': ['step', ['zoom'], '', 5.5, ['get', 'label']],
        'text-size': 11, 'text-anchor': 'left', 'text-offset': lifted(-1 / 11, 1), 'text-optional': true, 'text-max-width': 14, 'text-justify': 'left',
        'symbol-sort-key': ['get', 'order'],
      },
      paint: { 'text-color': ink('--ink'), 'text-halo-color': ink('--map-halo'), 'text-halo-width': 1.6 },
    },
    {
      id: 'sites', type: 'symbol', source: 'sites',
      layout: {
        ...mark, 'icon-image': ['get', 'picture'], 'icon-offset': lifted(1), 'text-field': ['step', ['zoom'], '', 7, ['get', 'label']],
        'text-size': 11, 'text-anchor': 'left', 'text-offset': lifted(1 / 11, 1), 'text-optional': true, 'text-max-width': 14, 'text-justify': 'left',
      },
      paint: { 'text-color': ink('--ink'), 'text-halo-color': ink('--map-halo'), 'text-halo-width': 1.6 },
    },
    {
      id: 'picked-ring', type: 'circle', source: 'picked', filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': ['get', 'radius'], 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': ink('--focus'), 'circle-stroke-width': 2.5 },
    },
  ] as LayerSpecification[]
}

/** Puts marks on the map: discs for what is not known to a point, and a picture with its count for each. */
export function showMarks(plane: Plane, marks: readonly Mark[], theme: string): void {
  const wide = marks.filter((m) => m.km > 1)
  const share = Math.min(1, FEW_DISCS / wide.length)
  const faint = (m: Mark): number => share * (m.precision >= COUNTRY ? 0.012 : m.precision === 2 ? 0.03 : 0.05)
  set(plane, 'discs', wide.flatMap((m) => discs({ lon: m.lon, lat: m.lat, km: m.km, precision: m.precision, family: chief(m.shares), id: m.id, faint: faint(m) })))
  set(plane, 'marks', marks.map((m) => point(m.lon, m.lat, {
    mark: m.id, picture: pictureOf(m, theme), count: m.kind === 'event' || (m.kind === 'area' && m.count === 1) ? '' : (m.kind === 'area' ? '≈' : '') + short(m.count), order: m.count,
  }), ))
}

/** What squares and diamonds stand aside for, and in which theme they are drawn. */
export interface Around {
  marks: readonly Mark[]
  zoom: number
  theme: string
}

/** Puts the squares of who holds places on the map; `colours`: the number of each holder's colour. */
export function showHoldings(plane: Plane, holdings: readonly Holding[], colours: ReadonlyMap<string, number>, { marks, zoom, theme }: Around): void {
  set(plane, 'holdings', holdings.flatMap((h, i) => h.lon === null || h.lat === null ? [] : [point(h.lon, h.lat, {
    at: i, order: -h.claims, lift: liftOf(h.lon, h.lat, marks, zoom), label: written(`${h.name}\n${held(h)}`),
    picture: holdingPicture(h.state, h.holders.map((name) => colours.get(name) ?? 0), theme),
  })]))
}

const LEFTWARD = /[\u0590-\u08ff\ufb1d-\ufefc]/

/** A label as the map can write it: it joins no Arabic letters, so a name in that script is left to the list and the card. */
function written(label: string): string {
  return LEFTWARD.test(label) ? '' : label
}

/** Who holds it, in a word or two. */
export function held(h: Pick<Holding, 'state' | 'holders'>): string {
  if (h.state === 'contested') return `contested: ${h.holders.join(', ') || 'between unnamed sides'}`
  if (h.state === 'unknown' || h.holders.length === 0) return 'not known'
  return h.holders.join(', ')
}

export function showSites(plane: Plane, sites: readonly Site[], { marks, zoom, theme }: Around): void {
  set(plane, 'sites', sites.flatMap((s, i) => s.lon === null || s.lat === null ? [] : [point(s.lon, s.lat, {
    at: i, lift: liftOf(s.lon, s.lat, marks, zoom), label: written(`${s.title}\n${s.harm ?? 'harm'} ${s.state}`), picture: sitePicture(s.state, theme),
  })]))
}

/** Rings a place, and fills the disc of an event that is not known to a point. */
export function showPicked(plane: Plane, at: { lon: number; lat: number; km: number; precision: number } | null, { marks, zoom }: Around): void {
  if (!at) return set(plane, 'picked', [])
  const radius = Math.max(9, liftOf(at.lon, at.lat, marks, zoom) - AT / 2) + 3
  const area = at.precision > 1 ? discs({ ...at, family: 'battle', id: 0, faint: 0 }).slice(0, 1) : []
  set(plane, 'picked', [...area, point(at.lon, at.lat, { radius })])
}

function set(plane: Plane, source: string, features: Feature[]): void {
  plane.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features })
}

function point(lon: number, lat: number, properties: Record<string, unknown>): Feature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } }
}
