/** What is drawn of a place: rows of stretches, each with its spell. Pure. */
import type { Schemas } from '../api/client'
import { dayNumber, marksOf, type Axis, type Mark, type Spell } from './axis'

export type Timeline = Schemas['ControlTimeline']
export type Cited = Schemas['Cited']
export type RowKind = 'overall' | 'source' | 'part'

/** A bar: all sources, one source, or a part of the place. */
export interface Row {
  key: string
  kind: RowKind
  name: string
  /** The kind of voice of a source. */
  voice: string | null
  spells: readonly Spell[]
  marks: (Mark | null)[]
}

/** A spell as it is drawn: a quadrangle whose left edge leans over the days within which the change came. */
export interface Stretch {
  spell: Spell
  /** Left edge at the bottom (from when it may have begun) and at the top (by when it had). */
  left: [number, number]
  right: [number, number]
}

/** The rows of a place: all sources first, then each source that says who held it, then its parts. */
export function rowsOf(timeline: Timeline): Row[] {
  const made = (kind: RowKind, key: string, name: string, voice: string | null, spells: readonly Spell[]): Row => ({
    key, kind, name, voice, spells, marks: marksOf(spells),
  })
  const telling = timeline.sources.filter((s) => s.spells.some((spell) => spell.holders.length > 0))
  return [
    made('overall', 'all', 'All sources', null, timeline.spells),
    ...telling.map((s) => made('source', `source ${s.source}`, s.source, s.kind, s.spells)),
    ...timeline.parts.map((p) => made('part', `part ${p.place}`, p.name, null, p.spells)),
  ]
}

/** The parties of the rows, those of most spells first: what colours and fills are given by. */
export function partiesOf(rows: readonly Row[]): string[] {
  const count = new Map<string, number>()
  for (const row of rows) for (const spell of row.spells) for (const name of spell.holders) count.set(name, (count.get(name) ?? 0) + 1)
  return [...count].sort((a, b) => b[1] - a[1]).map(([name]) => name)
}

/** The days shown: those asked for, else from the first change to the last day of the record, with some room. */
export function spanOf(rows: readonly Row[], during: readonly [number, number] | null, last: string | null): [number, number] {
  if (during) return [during[0], during[1] + 1]
  const days = rows.flatMap((row) => row.marks.filter((m) => m !== null).flatMap((m) => [m.from, m.day]))
  if (days.length === 0) return last ? [dayNumber(last) - 365, dayNumber(last) + 1] : [0, 1]
  const first = days.reduce((a, b) => Math.min(a, b))
  const end = Math.max(days.reduce((a, b) => Math.max(a, b)), last ? dayNumber(last) : -Infinity)
  const room = Math.max(2, Math.round((end - first) * 0.03))
  return [first - room, end + room]
}

/** The stretches of a row on an axis, up to `end` px (what was published later is not known there). */
export function stretchesOf(row: Row, axis: Axis, end: number): Stretch[] {
  const edges = row.marks.map((mark): [number, number] => {
    if (!mark) return [0, 0]
    const by = Math.min(axis.mark(mark), end)
    return [mark.number > 0 ? by : Math.min(axis.x(mark.from), by), by]
  })
  const found: Stretch[] = []
  row.spells.forEach((spell, i) => {
    const left = edges[i] as [number, number]
    const next = edges[i + 1] ?? [end, end]
    const right: [number, number] = [Math.max(next[0], left[0]), Math.max(next[1], left[1])]
    if (right[1] > left[1] || right[0] > left[0]) found.push({ spell, left, right })
  })
  return found
}

/** The stretch of another row that lies nearest to the middle of one: where the arrow keys go. */
export function nearest(stretches: readonly Stretch[], to: Stretch): number {
  const middle = (s: Stretch): number => (s.left[1] + s.right[0]) / 2
  let best = 0
  stretches.forEach((s, i) => {
    if (to && Math.abs(middle(s) - middle(to)) < Math.abs(middle(stretches[best] as Stretch) - middle(to))) best = i
  })
  return best
}

/** The days of an EDTF day, month, year or interval, as numbers; null where it is none of these. */
export function daysOf(edtf: string | null): [number, number] | null {
  if (!edtf) return null
  const [left, right = left] = edtf.split('/') as [string, string?]
  const first = bound(left, false)
  const last = bound(right, true)
  return first === null || last === null || last < first ? null : [first, last]
}

function bound(text: string, end: boolean): number | null {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(text)
  if (!parts) return null
  const [, year, month, day] = parts
  if (day) return dayNumber(text)
  const at = new Date(Date.UTC(Number(year), month ? Number(month) - 1 + (end ? 1 : 0) : end ? 12 : 0, end ? 0 : 1))
  return Math.floor(at.getTime() / 86_400_000)
}
