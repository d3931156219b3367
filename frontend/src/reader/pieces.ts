/** The text of a report in pieces: each piece has the same spans over all of its characters. Pure; offsets in UTF-16 units. */
import type { Schemas } from '../api/client'
import type { Points } from '../text/points'
import { shown } from '../text/shown'

export type Span = Schemas['Span']
export type Role = Span['role']

export interface Piece {
  start: number
  end: number
  text: string
  /** Of the text: title, headline, dateline, caption, furniture, body …; "" between them. */
  section: string
  spans: Span[]
}

/** Roles as the text shows them, the most telling first: where several meet, the first is drawn. */
export const ROLES: readonly { role: Role; title: string; key: string }[] = [
  { role: 'quantity', title: 'number', key: 'n' },
  { role: 'place', title: 'place', key: 'p' },
  { role: 'time', title: 'time', key: 'w' },
  { role: 'source', title: 'source', key: 's' },
  { role: 'initiator', title: 'who did it', key: 'd' },
  { role: 'target', title: 'to whom', key: 't' },
  { role: 'ally', title: 'ally', key: 'a' },
  { role: 'weapon', title: 'weapon', key: 'u' },
  { role: 'said', title: 'said when', key: '' },
  { role: 'claim', title: 'claim', key: '' },
]

/** The pieces of a text in order; together they are the text. */
export function piecesOf(points: Points, sections: readonly Schemas['Section'][], spans: readonly Span[]): Piece[] {
  const { text } = points
  const inside = (at: number): number => Math.max(0, Math.min(text.length, points.unit(at)))
  const marks = spans.map((span) => ({ span, start: inside(span.start), end: inside(span.end) })).filter((m) => m.start < m.end)
  const parts = sections.map((s) => ({ kind: s.kind, start: inside(s.start), end: inside(s.end) })).filter((s) => s.start < s.end)
  const edges = [...new Set([0, text.length, ...marks.flatMap((m) => [m.start, m.end]), ...parts.flatMap((p) => [p.start, p.end])])].sort((a, b) => a - b)
  marks.sort((a, b) => a.start - b.start)
  parts.sort((a, b) => a.start - b.start)
  const pieces: Piece[] = []
  let open: typeof marks = []
  let part = 0
  let mark = 0
  for (let i = 0; i + 1 < edges.length; i++) {
    const [start, end] = [edges[i] as number, edges[i + 1] as number]
    open = open.filter((m) => m.end > start)
    for (; mark < marks.length && (marks[mark] as (typeof marks)[0]).start <= start; mark++) open.push(marks[mark] as (typeof marks)[0])
    while (part < parts.length && (parts[part] as (typeof parts)[0]).end <= start) part++
    const here = parts[part]
    pieces.push({
      start, end, text: shown(text.slice(start, end)), section: here && here.start <= start ? here.kind : '', spans: open.map((m) => m.span),
    })
  }
  return pieces
}

/** The role a piece is drawn as; null for plain text. `claim` spans are not drawn: they are marked when they are chosen. */
export function drawnAs(piece: Piece, roles: ReadonlySet<Role>, claim: string | null): Role | null {
  const seen = piece.spans.filter((s) => s.role !== 'claim' && roles.has(s.role))
  const own = seen.filter((s) => s.claim === claim)
  const from = own.length ? own : seen
  return ROLES.find((r) => from.some((s) => s.role === r.role))?.role ?? null
}

/** What a piece is in words: "place: Palmyra; who did it: Islamic State". */
export function toldOf(piece: Piece, roles: ReadonlySet<Role>): string {
  const titles = new Map(ROLES.map((r) => [r.role, r.title]))
  const told = piece.spans.filter((s) => s.role !== 'claim' && roles.has(s.role)).map((s) => `${titles.get(s.role)}${s.about ? `: ${s.about.replaceAll('_', ' ')}` : ''}`)
  return shown([...new Set(told)].join('; '))
}
