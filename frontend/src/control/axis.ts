/** The axis of time under the bars of control: where a day stands, so that every change can be seen. Pure. */
import type { Schemas } from '../api/client'

export type Spell = Schemas['Spell']
export type Moment = Schemas['Moment']
/** "root": stretches between changes grow with the root of their days, so that two changes of one day can be told apart. */
export type Scale = 'root' | 'time'

const DAY = 86_400_000 // ms
const STEP = 14 // px of the shortest stretch of the root scale
const EDGE = 26 // px before the first change and after the last
const HALF = 34 // px of half a label

/** A day as a number: days since 1970-01-01. */
export function dayNumber(iso: string): number {
  return Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY)
}

/** The ISO date of a day's number. */
export function isoDay(day: number): string {
  return new Date(Math.floor(day) * DAY).toISOString().slice(0, 10)
}

/** A change on the axis: the day by which it came, which change of that day in its row (0, 1 …), and from when it may have come. */
export interface Mark {
  day: number
  number: number
  from: number
}

/** Where the spells of one row begin; null: open to the past. */
export function marksOf(spells: readonly Spell[]): (Mark | null)[] {
  const seen = new Map<number, number>()
  return spells.map((spell) => {
    const end = spell.begins?.last ?? spell.begins?.first
    if (!spell.begins || !end) return null
    const day = dayNumber(end)
    const number = seen.get(day) ?? 0
    seen.set(day, number + 1)
    return { day, number, from: spell.begins.first ? Math.min(dayNumber(spell.begins.first), day) : day }
  })
}

interface Knot {
  day: number
  number: number
  x: number
}

export interface Tick {
  x: number
  label: string
  /** Where its label would stand out of the axis, it begins ("first") or ends ("last") at the tick. */
  anchor: 'first' | 'last' | ''
}

export class Axis {
  private readonly knots: Knot[]

  /** `from`, `to`: the first and the last day shown (to: its end). `marks`: all changes of all rows. */
  constructor(marks: readonly Mark[], readonly from: number, readonly to: number, readonly width: number, readonly scale: Scale) {
    const inside = marks.filter((m) => m.day >= from && m.day <= to)
    const unique = [...new Map(inside.map((m) => [`${m.day} ${m.number}`, m])).values()].sort((a, b) => a.day - b.day || a.number - b.number)
    this.knots = scale === 'time' ? linear(unique, from, to, width) : rooted(unique, from, to, width)
  }

  /** Where a change stands: px from the left. */
  mark(mark: Mark): number {
    if (mark.day < this.from) return 0
    const knot = this.knots.find((k) => k.day === mark.day && k.number === mark.number)
    return knot ? knot.x : this.x(mark.day)
  }

  /** Where a day stands that need not be a change's; fractions of days are taken. */
  x(day: number): number {
    if (this.scale === 'time') return Math.min(Math.max((day - this.from) / (this.to - this.from || 1), 0), 1) * this.width
    const [first, last] = [this.knots[0] as Knot, this.knots.at(-1) as Knot]
    if (day <= first.day) return first.x
    if (day >= last.day) return last.x
    const after = this.knots.findIndex((k) => k.day > day)
    const [a, b] = [this.knots[after - 1] as Knot, this.knots[after] as Knot]
    return a.x + ((day - a.day) / (b.day - a.day)) * (b.x - a.x)
  }

  /** The day at a place of the axis: for drawing a stretch of time on it. */
  day(x: number): number {
    if (this.scale === 'time') return this.from + Math.min(Math.max(x / this.width, 0), 1) * (this.to - this.from)
    const after = this.knots.findIndex((k) => k.x > x)
    if (after <= 0) return after === 0 ? this.from : this.to
    const [a, b] = [this.knots[after - 1] as Knot, this.knots[after] as Knot]
    return a.day + ((x - a.x) / (b.x - a.x || 1)) * (b.day - a.day)
  }

  /** Dates beneath the axis, as many as find room (`room` px each); on the root scale those of `first` come before others. */
  ticks(first: readonly Mark[] = [], room = 76): Tick[] {
    const changes = this.knots.slice(1, -1).filter((k) => k.number === 0).map((k) => k.day)
    const main = new Set(first.map((m) => m.day))
    const sorted = [...changes.filter((d) => main.has(d)), ...changes.filter((d) => !main.has(d))]
    const days = this.scale === 'time' ? round(this.from, this.to, Math.max(2, Math.floor(this.width / room))) : sorted
    const ticks: Tick[] = []
    const middle = (x: number): number => (x < HALF ? x + HALF : x > this.width - HALF ? x - HALF : x) // of its label: at the ends it stands beside the tick
    for (const day of days) {
      const x = this.knots.find((k) => k.day === day && k.number === 0)?.x ?? this.x(day)
      if (x < 0 || x > this.width || ticks.some((t) => Math.abs(middle(t.x) - middle(x)) < room)) continue
      ticks.push({ x, anchor: x < HALF ? 'first' : x > this.width - HALF ? 'last' : '', label: label(day, this.scale === 'time' ? this.to - this.from : 0) })
    }
    return ticks.sort((a, b) => a.x - b.x)
  }
}

function linear(marks: readonly Mark[], from: number, to: number, width: number): Knot[] {
  const at = (day: number): number => ((day - from) / (to - from || 1)) * width
  const some = new Map<number, number>()
  for (const m of marks) some.set(m.day, Math.max(some.get(m.day) ?? 0, m.number))
  const knots = marks.map((m) => ({ day: m.day, number: m.number, x: at(m.day + m.number / ((some.get(m.day) ?? 0) + 1)) }))
  return [{ day: from, number: -1, x: 0 }, ...knots, { day: to, number: -1, x: width }]
}

function rooted(marks: readonly Mark[], from: number, to: number, width: number): Knot[] {
  if (marks.length === 0) return linear(marks, from, to, width)
  const spans = marks.slice(1).map((m, i) => Math.sqrt(m.day - (marks[i] as Mark).day))
  const step = Math.min(STEP, Math.max(1, (width - 2 * EDGE) / (spans.length * 2 || 1)))
  const free = Math.max(0, width - 2 * EDGE - step * spans.length)
  const total = spans.reduce((a, b) => a + b, 0) || 1
  let x = EDGE
  const knots = marks.map((m, i) => {
    if (i > 0) x += step + (free * (spans[i - 1] as number)) / total
    return { day: m.day, number: m.number, x }
  })
  return [{ day: Math.min(from, (knots[0] as Knot).day), number: -1, x: 0 }, ...knots, { day: Math.max(to, (knots.at(-1) as Knot).day), number: -1, x: width }]
}

const STEPS = [1, 2, 7, 14] // days
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120]

/** Round days between two, at most `most`. */
function round(from: number, to: number, most: number): number[] {
  const span = to - from
  const days = STEPS.find((step) => span / step <= most)
  if (days) return Array.from({ length: Math.floor(span / days) + 1 }, (_, i) => Math.ceil(from) + i * days)
  const months = MONTHS.find((step) => span / 30.44 / step <= most) ?? 240
  const first = new Date(from * DAY)
  const found: number[] = []
  for (let m = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months; ; m += months) {
    const day = Date.UTC(Math.floor(m / 12), m % 12, 1) / DAY
    if (day > to) return found
    if (day >= from) found.push(day)
  }
}

const SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function label(day: number, span: number): string {
  const at = new Date(day * DAY)
  const month = SHORT[at.getUTCMonth()] as string
  if (span > 365 * 12 && at.getUTCMonth() === 0) return String(at.getUTCFullYear())
  if (span > 100 && at.getUTCDate() === 1) return `${month} ${at.getUTCFullYear()}`
  return `${at.getUTCDate()} ${month} ${at.getUTCFullYear()}`
}
