/** The base map's style: Natural Earth from the desk itself, or another base map's tiles. Colours are the page's tokens. */
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'

export const ATTRIBUTION = 'Natural Earth; borders as it draws them, no position is taken'
const FILES = ['land-coarse', 'borders-coarse', 'land', 'borders', 'provinces', 'lakes', 'rivers', 'names', 'names-provinces'] as const
type File = (typeof FILES)[number]
/** What is shown at once; the rest follows when the map stands (`LATER`). */
const AT_ONCE: readonly File[] = ['land-coarse', 'borders-coarse', 'names']
export const LATER: readonly File[] = ['land', 'borders', 'provinces', 'lakes', 'rivers', 'names-provinces']
const DEEPEST = 9 // zoom to which the base map's lines are cut into tiles; beyond, these are enlarged

/** The colour of a token: "--map-land". */
export function ink(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim() || '#888888'
}

export function sourceOf(file: File): SourceSpecification {
  return { type: 'geojson', data: `/basemap/${file}.json`, maxzoom: DEEPEST, tolerance: 0.3 }
}

/** The layers of the base map from the ground up; those of a file that comes later are put in below `names`. */
export function groundLayers(): LayerSpecification[] {
  const line = (id: string, source: string, token: string, width: unknown, more: object = {}): LayerSpecification =>
    ({ id, type: 'line', source, paint: { 'line-color': ink(token), 'line-width': width, ...more }, layout: { 'line-join': 'round' } }) as LayerSpecification
  const by = (...stops: number[]): unknown => ['interpolate', ['linear'], ['zoom'], ...stops]
  return [
    { id: 'water', type: 'background', paint: { 'background-color': ink('--map-water') } },
    { id: 'land-coarse', type: 'fill', source: 'land-coarse', paint: { 'fill-color': ink('--map-land') } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': ink('--map-land') } },
    { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': ink('--map-water') } },
    line('rivers', 'rivers', '--map-river', by(3, 0.4, 8, 1.6, 12, 3)),
    { ...line('provinces', 'provinces', '--map-province', by(4, 0.4, 8, 1)), minzoom: 4 } as LayerSpecification,
    line('borders-coarse', 'borders-coarse', '--map-border', by(2, 0.5, 8, 1.6)),
    line('borders', 'borders', '--map-border', by(2, 0.5, 8, 1.6)),
  ]
}

/** The names of countries, provinces and cities: drawn above the land and below what the ledger holds. */
export function nameLayers(): LayerSpecification[] {
  const names = (id: string, source: File, kinds: string[], token: string, layout: object): LayerSpecification => ({
    id,
    type: 'symbol',
    source,
    filter: ['all', ['in', ['get', 'kind'], ['literal', kinds]], ['<=', ['get', 'from'], ['zoom']]],
    layout: { 'text-field': ['get', 'name'], 'text-font': ['sans-serif'], 'text-max-width': 8, 'text-padding': 3, ...layout },
    paint: { 'text-color': ink(token), 'text-halo-color': ink('--map-halo'), 'text-halo-width': 1.2 },
  })
  return [
    names('names-province', 'names-provinces', ['province'], '--map-name-soft', { 'text-size': 11, 'symbol-sort-key': ['get', 'from'] }),
    names('names-city', 'names', ['city', 'capital'], '--map-name', { 'text-size': ['case', ['==', ['get', 'kind'], 'capital'], 12.5, 11.5], 'symbol-sort-key': ['*', -1, ['get', 'people']] }),
    names('names-country', 'names', ['country'], '--map-name', {
      'text-size': ['interpolate', ['linear'], ['zoom'], 2, 11, 6, 15],
      'text-letter-spacing': 0.06,
      'symbol-sort-key': ['get', 'from'],
    }),
  ]
}

/** The style to begin with. `tiles`: the URL of another base map's picture tiles. */
export function styleOf(tiles: string | null, above: LayerSpecification[], sources: Record<string, SourceSpecification>): StyleSpecification {
  if (tiles) {
    const ground: LayerSpecification[] = [
      { id: 'water', type: 'background', paint: { 'background-color': ink('--map-water') } },
      { id: 'tiles', type: 'raster', source: 'tiles' },
    ]
    const source: SourceSpecification = { type: 'raster', tiles: spread(tiles), tileSize: 256, maxzoom: 19 }
    return { version: 8, sources: { tiles: source, ...sources }, layers: [...ground, ...above] }
  }
  const first = Object.fromEntries(AT_ONCE.map((file) => [file, sourceOf(file)]))
  const there = [...groundLayers(), ...nameLayers()].filter((layer) => !('source' in layer) || layer.source in first)
  return { version: 8, sources: { ...first, ...sources }, layers: [...there, ...above] }
}

/** One URL for each of the hosts that "{s}" stands for. */
function spread(tiles: string): string[] {
  return tiles.includes('{s}') ? ['a', 'b', 'c'].map((host) => tiles.replace('{s}', host)) : [tiles]
}
