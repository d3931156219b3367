/** The map itself: MapLibre, the base map, and the layers of the ledger. */
import file from 'maplibre-file?url'
import 'maplibre-gl/dist/maplibre-gl.css'
import type maplibre from 'maplibre-gl'
import type { LayerSpecification, Map as Plane } from 'maplibre-gl'
import { ATTRIBUTION, groundLayers, LATER, nameLayers, sourceOf, styleOf } from './base'
import { overlayLayers, overlaySources } from './overlay'
import { draw, PIXEL_RATIO } from './pictures'

export interface At {
  lat: number
  lon: number
  zoom: number
}

const NEAREST = 14 // zoom beyond which nothing in the ledger is known

let loading: Promise<typeof maplibre> | null = null

/** MapLibre; its file is loaded once, as a script, since its worker is the same file. */
export function library(): Promise<typeof maplibre> {
  loading ??= new Promise((done, failed) => {
    const script = document.createElement('script')
    script.src = file
    script.onload = () => done((globalThis as unknown as { maplibregl: typeof maplibre }).maplibregl)
    script.onerror = () => {
      loading = null
      failed(new Error('The map could not be loaded.'))
    }
    document.head.append(script)
  })
  return loading
}

/** Opens the map in an element. Raises what MapLibre raises where there is no WebGL. `bare`: without the ledger's layers. */
export async function openPlane(container: HTMLElement, at: At, tiles: string | null, bare = false): Promise<Plane> {
  const maplibregl = await library()
  const plane = new maplibregl.Map({
    container,
    style: styleOf(tiles, bare ? [] : overlayLayers(), bare ? {} : overlaySources()),
    center: [at.lon, at.lat],
    zoom: at.zoom,
    maxZoom: NEAREST,
    minZoom: 1,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: false,
    fadeDuration: 0,
    locale: { 'Map.Title': 'Map of the events; the list beside it tells the same' },
  })
  plane.touchZoomRotate.disableRotation()
  plane.keyboard.disableRotation()
  plane.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right')
  plane.addControl(new maplibregl.ScaleControl({ maxWidth: 110 }), 'bottom-left')
  plane.addControl(new maplibregl.AttributionControl({ compact: false, customAttribution: [tiles ? `Base map: ${hostOf(tiles)}` : ATTRIBUTION] }), 'bottom-right')
  plane.on('styleimagemissing', ({ id }) => {
    const picture = draw(id)
    if (picture && !plane.hasImage(id)) plane.addImage(id, picture, { pixelRatio: PIXEL_RATIO })
  })
  if (!tiles) plane.once('load', () => addLater(plane))
  return plane
}

function hostOf(tiles: string): string {
  return tiles.split('/')[2] ?? 'this desk'
}

/** Puts in the fine land, borders, provinces and waters when the coarse ones stand, and takes these away when the fine are there. */
function addLater(plane: Plane): void {
  for (const file of LATER) plane.addSource(file, sourceOf(file))
  const there = nameLayers().find((layer) => plane.getLayer(layer.id))?.id
  for (const layer of [...groundLayers(), ...nameLayers()]) if (!plane.getLayer(layer.id)) plane.addLayer(layer, there)
  const swap = (): void => {
    for (const [coarse, fine] of [['land-coarse', 'land'], ['borders-coarse', 'borders']] as const) {
      if (plane.isSourceLoaded(fine) && plane.getLayer(coarse)) plane.removeLayer(coarse)
    }
  }
  plane.once('idle', swap)
}

/** Puts the colours of the theme on all layers. Pictures are drawn anew under the names of the new theme. */
export function repaint(plane: Plane): void {
  const all: LayerSpecification[] = [...groundLayers(), ...nameLayers(), ...overlayLayers()]
  for (const layer of all) {
    if (!plane.getLayer(layer.id)) continue
    for (const [name, value] of Object.entries(layer.paint ?? {})) plane.setPaintProperty(layer.id, name, value)
  }
}
