/** A speaker's record as it is shown: by what it is about, own and enemy losses apart. Pure. */
import type { Schemas } from '../api/client'

export type Line = Schemas['SpeakerLine']
export type Counted = Schemas['OutcomeCount']

const ORDER = ['own losses', 'enemy losses', 'civilian losses', 'losses of armed sides', 'losses of no stated side', 'things']
export const OUTCOMES = ['met', 'above', 'between', 'below', 'borne out', 'not borne out', 'not placed', 'contradicted', 'alone']
export const TONES: Record<string, 'calm' | 'good' | 'warn' | 'bad' | 'accent'> = {
  met: 'good', 'borne out': 'good', above: 'warn', between: 'warn', below: 'warn', 'not borne out': 'warn', contradicted: 'warn', alone: 'calm', 'not placed': 'calm',
}

export interface Part {
  key: string
  title: string
  lines: Told[]
}

/** One thing said, with the claims that say it word for word again (other reports, other events of the same act). */
export interface Told {
  line: Line
  again: Line[]
}

/** The lines by what they are about: losses (own, enemy, civilian …), control, denials; empty parts are left out. */
export function partsOf(lines: readonly Line[]): Part[] {
  const parts = new Map<string, Part>()
  for (const line of lines) {
    const key = keyOf(line.section, line.about)
    const part = parts.get(key) ?? { key, title: titleOf(key), lines: [] }
    const same = part.lines.find((told) => isSame(told.line, line))
    if (same) same.again.push(line)
    else part.lines.push({ line, again: [] })
    parts.set(key, part)
  }
  return [...parts.values()].sort((a, b) => rank(a.key) - rank(b.key))
}

function isSame(a: Line, b: Line): boolean {
  const beside = (l: Line): string => [...l.later, ...l.others].map((o) => o.claim).join(' ')
  return a.about === b.about && a.words === b.words && a.when === b.when && a.outcome === b.outcome && a.settled === b.settled && beside(a) === beside(b)
}

/** What a line of a part is about, without the part's own name: "enemy losses: killed" → "killed". */
export function about(line: Line): string {
  const at = line.section === 'figure' ? line.about.indexOf(': ') : -1
  return at < 0 ? line.about : line.about.slice(at + 2)
}

export interface CountRow {
  key: string
  title: string
  counts: Map<string, number>
  total: number
}

/** How many claims of each part have each outcome. */
export function countsOf(counted: readonly Counted[]): CountRow[] {
  const rows = new Map<string, CountRow>()
  for (const c of counted) {
    const key = keyOf(c.section, c.about)
    const row = rows.get(key) ?? { key, title: titleOf(key), counts: new Map<string, number>(), total: 0 }
    row.counts.set(c.outcome, (row.counts.get(c.outcome) ?? 0) + c.claims)
    row.total += c.claims
    rows.set(key, row)
  }
  return [...rows.values()].sort((a, b) => rank(a.key) - rank(b.key))
}

function keyOf(section: string, about: string): string {
  if (section !== 'figure') return section
  const at = about.indexOf(': ')
  return at < 0 ? about : about.slice(0, at)
}

function titleOf(key: string): string {
  if (key === 'control') return 'Control of places'
  if (key === 'denial') return 'Denials'
  return `Figures: ${key}`
}

function rank(key: string): number {
  const at = ORDER.indexOf(key)
  return key === 'control' ? 100 : key === 'denial' ? 101 : at < 0 ? 50 : at
}
