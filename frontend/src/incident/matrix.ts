/** The claims matrix as it is shown: figures said alike are one line, each with what the policy makes of it. Pure. */
import type { Schemas } from '../api/client'
import { number } from '../text/words'
import type { Numbers } from './range'

export type Cell = Schemas['Cell']
export type Row = Schemas['Source']
export type Claim = Schemas['Claim']
export type Whole = Schemas['IncidentWhole']
type Reckoning = Schemas['Reckoning']

/** What a policy makes of a printed figure: it made the figure, it says otherwise, it was left out (a copy, a part), or nothing. */
export type Standing = 'counted' | 'otherwise' | 'left out' | null

/** A figure of one source, in its words; `again`: further claims that print the same. */
export interface Line {
  cell: Cell
  again: Cell[]
}

/** The figures of a cell of the matrix: those of the same words, numbers, side and status once. */
export function linesOf(cells: readonly Cell[]): Line[] {
  const found = new Map<string, Line>()
  for (const cell of cells) {
    const key = [cell.words.toLocaleLowerCase('en'), cell.low, cell.best, cell.high, cell.unit, cell.side, cell.status, cell.part].join('|')
    const line = found.get(key)
    if (line) line.again.push(cell)
    else found.set(key, { cell, again: [] })
  }
  return [...found.values()]
}

/** Numbers in short: "31", "300 or more", "up to 40", "20–30". */
export function numbersIn({ low, best, high }: Numbers): string {
  const least = low ?? best
  if (high === null) return least === null ? '?' : `${number(least)} or more`
  if (best === null && (low === null || low === 0)) return `up to ${number(high)}`
  return least === null || least === high ? number(high) : `${number(least)}–${number(high)}`
}

/** What the reckonings make of each claim's figure, by claim, measure and words. */
export class Standings {
  private readonly by = new Map<string, Standing>()

  constructor(reckonings: readonly Reckoning[]) {
    const put = (standing: Standing, pick: (r: Reckoning) => readonly Schemas['Support'][]): void => {
      for (const r of reckonings) for (const s of pick(r)) this.by.set(keyOf(s.claim, r.measure, s.words), standing)
    }
    put('left out', (r) => r.left_out)
    put('otherwise', (r) => r.dissenting)
    put('counted', (r) => r.supporting)
  }

  of(line: Line, measure: string): Standing {
    const all = [line.cell, ...line.again].map((c) => this.by.get(keyOf(c.claim, measure, c.words)) ?? null)
    return (['counted', 'otherwise', 'left out'] as const).find((s) => all.includes(s)) ?? null
  }
}

function keyOf(claim: string, measure: string, words: string): string {
  return `${claim}|${measure}|${words.toLocaleLowerCase('en')}`
}

/** Where the claims of a row come from: each independent origin with the claim that was first and how many repeat it. */
export interface Origin {
  id: string
  first: Claim
  copies: number
}

export function originsOf(row: Row, claims: ReadonlyMap<string, Claim>): Origin[] {
  const found = new Map<string, Claim[]>()
  for (const id of row.claims) {
    const claim = claims.get(id)
    if (!claim) continue
    const origin = claim.origin ?? claim.report
    found.set(origin, [...(found.get(origin) ?? []), claim])
  }
  return [...found].map(([id, all]) => {
    const first = all.find((c) => c.id === id) ?? (all[0] as Claim)
    return { id, first, copies: new Set(all.filter((c) => c.report !== first.report).map((c) => c.report)).size }
  })
}

/** The claims of a row that say more than figures: those without one, those that are no plain word, those that name a rival. */
export function sayingsOf(row: Row, claims: ReadonlyMap<string, Claim>, rivals: readonly string[]): Claim[] {
  const all = row.claims.map((id) => claims.get(id)).filter((c): c is Claim => !!c)
  const telling = all.filter((c) => c.figures.length === 0 || c.status !== 'happened' || culpritsIn(c, rivals).length > 0)
  const chosen = telling.length ? telling : all.slice(0, 1)
  const seen = new Set<string>()
  return chosen.filter((c) => {
    const key = `${c.words.toLocaleLowerCase('en')}|${c.status}`
    return seen.has(key) ? false : (seen.add(key), true)
  })
}

/** Whom a claim names as the doer that most claims do not, and how firmly. */
export function culpritsIn(claim: Claim, rivals: readonly string[]): string[] {
  const doers = claim.parties.filter((p) => p.role === 'initiator' && (rivals.includes(p.name) || p.attribution !== 'stated'))
  return [...new Set(doers.map((p) => p.name + (p.attribution === 'stated' ? '' : ` (${p.attribution.replaceAll('_', ' ')})`)))]
}

/** Whose a figure is, in words: a side, or what is counted. */
export function whose(f: { unit: string; side: string }): string {
  if (f.unit !== 'people') return f.unit.replaceAll('_', ' ')
  return f.side === 'unknown' ? 'side not told' : f.side === 'all' ? 'all sides' : f.side
}

/** Measures that have a column of their own; the rest share one. */
export const COLUMNS = 5
