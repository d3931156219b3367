/** How parties look on bars: a number for colour, edge and texture, and which pattern a spell is filled with. Pure. */
import type { Spell } from './axis'

export const LOOKS = 8 // colours; the texture differs with them, and the name stands on the bar and in the legend
export type Looks = ReadonlyMap<string, number>

/** A look for each party, the same from view to view as far as there are enough: by the name, not by who else is there. */
export function looksOf(parties: readonly string[]): Looks {
  const looks = new Map<string, number>()
  for (const name of [...parties].sort()) {
    let look = hash(name) % LOOKS
    for (let tries = 0; tries < LOOKS && looks.size < LOOKS && [...looks.values()].includes(look); tries++) look = (look + 1) % LOOKS
    looks.set(name, look)
  }
  return looks
}

function hash(name: string): number {
  let h = 2166136261
  for (const c of name) h = Math.imul(h ^ (c.codePointAt(0) ?? 0), 16777619) >>> 0
  return h >>> 8
}

/** A pattern: "mix" for parties that contest a place (slanting stripes), "band" for allies that hold it together. */
export interface Pattern {
  id: string
  kind: 'mix' | 'band'
  looks: (number | 'none')[]
}

/** The pattern that fills a spell; null where one party holds it or nobody is known to. */
export function patternOf(spell: Pick<Spell, 'state' | 'holders'>, looks: Looks): Pattern | null {
  if (spell.holders.length === 0 || (spell.state === 'held' && spell.holders.length === 1)) return null
  const kind = spell.state === 'held' ? 'band' : 'mix'
  const some: Pattern['looks'] = spell.holders.slice(0, 4).map((name) => looks.get(name) ?? 0)
  if (some.length === 1) some.push('none')
  return { id: `${kind}-${some.join('-')}`, kind, looks: some }
}

/** All patterns of some spells, each once. */
export function patternsOf(spells: Iterable<Pick<Spell, 'state' | 'holders'>>, looks: Looks): Pattern[] {
  const found = new Map<string, Pattern>()
  for (const spell of spells) {
    const pattern = patternOf(spell, looks)
    if (pattern) found.set(pattern.id, pattern)
  }
  return [...found.values()]
}
