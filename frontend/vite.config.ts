import { svelte } from '@sveltejs/vite-plugin-svelte'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
// @ts-expect-error a script in plain JavaScript
import { licences } from './scripts/licences.mjs'

const DESK = process.env.DATELINE_DESK ?? 'http://127.0.0.1:8765' // where `npm run dev` sends /api to: a `dateline serve` beside it
const OUT = '../src/dateline/serve/page'

/** Takes away the assets of the build before; the base map beside them is built on its own (`npm run basemap`). */
const fresh: Plugin = {
  name: 'fresh',
  apply: 'build',
  renderStart: ({ dir }) => rmSync(`${dir}/assets`, { recursive: true, force: true }),
}

const MAPLIBRE = fileURLToPath(new URL('node_modules/.maplibre/maplibre.js', import.meta.url))

/**
 * MapLibre as one file that is page and worker at once. Its own build for a strict policy is two files with most of the code in
 * both (372 kB gzipped); its usual build (276 kB) makes its worker from a blob: URL, which the policy forbids. The usual one is
 * taken here, and told to load itself as the worker.
 */
const maplibre: Plugin = {
  name: 'maplibre',
  config: () => {
    const changes: [string, string][] = [
      [
        "var workerBundleString = 'var sharedModule = {}; (' + modules.shared + ')(sharedModule); (' + modules.worker + ')(sharedModule);'",
        "if (typeof window === 'undefined') { var own = {}; modules.shared(own); modules.worker(own); return; }",
      ],
      ["window.URL.createObjectURL(new Blob([workerBundleString], { type: 'text/javascript' }))", 'document.currentScript.src'],
      ['//# sourceMappingURL=maplibre-gl.js.map', ''],
    ]
    let text = readFileSync(new URL('node_modules/maplibre-gl/dist/maplibre-gl.js', import.meta.url), 'utf8')
    for (const [from, to] of changes) {
      if (text.split(from).length !== 2) throw new Error(`maplibre-gl.js is another than 5.24.1: it lacks ${from}`)
      text = text.replace(from, to)
    }
    mkdirSync(new URL('node_modules/.maplibre/', import.meta.url), { recursive: true })
    writeFileSync(MAPLIBRE, text)
    return { resolve: { alias: [{ find: /^maplibre-file/, replacement: MAPLIBRE }] } }
  },
}

export default defineConfig({
  plugins: [svelte(), maplibre, fresh, licences() as Plugin],
  base: '/',
  build: {
    outDir: OUT,
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 0, // no data: URLs for scripts or styles: the policy allows none
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200, // kB; MapLibre is one piece, loaded by the pages that have a map
  },
  server: { proxy: { '/api': { target: DESK, changeOrigin: true, headers: { origin: DESK } } } },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0])
