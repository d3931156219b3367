/** A coding as it is drafted: claims put in, taken out, shown in the text, and put back into the form. Pure. */
import type { Schemas } from '../api/client'
import type { Role, Span } from '../reader/pieces'
import type { Amount, Anchor, Handover, Name, Place, Source, Weapon } from '../reader/values'

export type Coding = Schemas['Coding']
type Row = Record<string, unknown>
type Act = Row & { claims: Row[] }

/** One claim of a coding: which part, which act of it, which claim of the act. */
export interface At {
  part: 'events' | 'holdings'
  act: number
  claim: number
}

export const EMPTY = { events: [], holdings: [], private: [] } as unknown as Coding

function acts(coding: Coding, part: At['part']): Act[] {
  return ((coding as unknown as Record<string, Act[] | undefined>)[part] ?? []) as Act[]
}

/** The id that a drafted claim bears on the page. */
export function idOf({ part, act, claim }: At): string {
  return `draft-${part}-${act}-${claim}`
}

/** All claims of a coding, in the order of the text. */
export function claimsOf(coding: Coding): { at: At; id: string; act: Act; claim: Row }[] {
  const found = (['events', 'holdings'] as const).flatMap((part) =>
    acts(coding, part).flatMap((act, a) => act.claims.map((claim, c) => ({ at: { part, act: a, claim: c }, id: idOf({ part, act: a, claim: c }), act, claim }))),
  )
  return found.sort((x, y) => startOf(x.claim) - startOf(y.claim))
}

function startOf(claim: Row): number {
  return (claim.quote as { start?: number } | null)?.start ?? 0
}

/** A value without what is empty, its keys in order: two acts are one when these are the same. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([, v]) => v !== null && v !== undefined && v !== '' && !(Array.isArray(v) && v.length === 0))
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, bare(v)]))
}
function sameAct({ claims: _a, ...one }: Act, { claims: _b, ...other }: Act): boolean {
  return JSON.stringify(bare(one)) === JSON.stringify(bare(other))
}

/** The coding with what was made in the form; a claim of an act that is there joins it. */
export function withAdded(coding: Coding, made: Coding): Coding {
  const next: Record<string, Act[]> = {}
  for (const part of ['events', 'holdings'] as const) {
    const list = acts(coding, part).map((act) => ({ ...act, claims: [...act.claims] }))
    for (const act of acts(made, part)) {
      const known = list.find((a) => sameAct(a, act))
      if (known) known.claims.push(...act.claims)
      else list.push({ ...act, claims: [...act.claims] })
    }
    next[part] = list
  }
  return { ...next, private: [...new Set([...(coding.private ?? []), ...(made.private ?? [])])] } as unknown as Coding
}

/** The coding without a claim; an act without claims goes with it. */
export function without(coding: Coding, at: At): Coding {
  const list = acts(coding, at.part)
    .map((act, a) => (a === at.act ? { ...act, claims: act.claims.filter((_, c) => c !== at.claim) } : act))
    .filter((act) => act.claims.length > 0)
  return { ...coding, [at.part]: list } as Coding
}

const ROLES: readonly [string, Role][] = [
  ['initiators', 'initiator'], ['targets', 'target'], ['allies', 'ally'], ['places', 'place'], ['place', 'place'], ['holder', 'initiator'], ['when', 'time'],
  ['weapons', 'weapon'], ['source', 'source'], ['said', 'said'], ['quantities', 'quantity'],
]

/** The parts of a coding that stand in the text, by their roles. */
export function spansOf(coding: Coding): Span[] {
  return claimsOf(coding).flatMap(({ id, act, claim, at }) => {
    const spans: Span[] = []
    const event = `${at.part}-${at.act}`
    const put = (role: Role, part: unknown): void => {
      const p = part as { start?: number | null; end?: number | null; name?: string; measure?: string } | null
      if (typeof p?.start === 'number' && typeof p.end === 'number') spans.push({ role, start: p.start, end: p.end, claim: id, event, about: p.name ?? p.measure ?? null, corrected: false })
    }
    put('claim', claim.quote)
    for (const [field, role] of ROLES) for (const from of [act, claim]) for (const part of [from[field]].flat()) put(role, part)
    return spans
  })
}

const named = (value: unknown): string => (typeof value === 'string' ? value : String((value as { name?: string; value?: string } | null)?.name ?? (value as { value?: string } | null)?.value ?? ''))
const names = (list: unknown): string => ((list as unknown[] | null) ?? []).map(named).filter(Boolean).join(', ')

/** A drafted claim in a line: "air strike, A → B, Palmyra, 2016-12-11; killed 12". */
export function lineOf(part: At['part'], act: Act, claim: Row): string {
  if (part === 'holdings') return [`${named(act.holder)} holds ${named(act.place)}`, named(act.when)].filter(Boolean).join(', ')
  const sides = names(act.initiators) || names(act.targets) ? `${names(act.initiators) || '?'} → ${names(act.targets) || '?'}` : ''
  const figures = ((claim.quantities as Row[] | null) ?? []).map((q) => `${String(q.measure)} ${String(q.best ?? q.low ?? q.high ?? '?')}`)
  return [String(act.type).replaceAll('_', ' '), sides, names(act.places), named(act.when), figures.join(', ')].filter(Boolean).join(', ')
}

export interface Filled {
  words: Partial<Record<'type' | 'mode' | 'scope' | 'status' | 'evidence' | 'when' | 'said', string>>
  anchors: Partial<Record<'when' | 'said', Anchor>>
  names: Record<'initiators' | 'targets' | 'allies', Name[]>
  weapons: Weapon[]
  places: Place[]
  sources: Source[]
  amounts: Amount[]
  handovers: Handover[]
}

const anchorOf = (v: Row): Anchor => ({ text: (v.text as string | null) ?? null, start: (v.start as number | null) ?? null, end: (v.end as number | null) ?? null })
const rows = (list: unknown): Row[] => ([list].flat() as unknown[]).filter((v) => v !== null && v !== undefined).map((v) => (typeof v === 'string' ? { name: v } : (v as Row)))
const text = (v: unknown): string => (typeof v === 'string' ? v : '')

/** What the form of a claim is filled with. */
export function filled(part: At['part'], act: Act, claim: Row): Filled {
  const holding = part === 'holdings'
  const sides = (list: unknown): Name[] => rows(list).map((s) => ({ name: text(s.name), attribution: text(s.attribution) || 'stated', ...anchorOf(s) }))
  const time = (v: unknown): [string, Anchor | undefined] => {
    const t = typeof v === 'string' ? { value: v } : ((v ?? {}) as Row)
    return [text(t.value), typeof t.start === 'number' ? anchorOf(t) : undefined]
  }
  const [when, whenAnchor] = time(act.when)
  const [said, saidAnchor] = time(claim.said)
  return {
    words: {
      type: holding ? 'holding' : text(act.type), mode: text(act.mode), scope: text(act.scope) || 'event', status: text(claim.status) || 'happened', evidence: text(claim.evidence), when, said,
    },
    anchors: { ...(whenAnchor ? { when: whenAnchor } : {}), ...(saidAnchor ? { said: saidAnchor } : {}) },
    names: { initiators: sides(holding ? act.holder : act.initiators), targets: sides(act.targets ?? []), allies: sides(act.allies ?? []) },
    weapons: rows(act.weapons ?? []).map((w) => ({ name: text(w.text ?? w.name), ...anchorOf(w) })),
    places: rows(holding ? act.place : act.places).map((p) => ({
      name: text(p.name), geonames_id: (p.geonames_id as number | null) ?? null, lat: (p.lat as number | null) ?? null, lon: (p.lon as number | null) ?? null,
      country: (p.country as string | null) ?? null, admin1: (p.admin1 as string | null) ?? null, precision: (p.precision as number | null) ?? 1, ...anchorOf(p),
    })),
    sources: rows(claim.source).map((s) => ({ name: text(s.name), kind: text(s.kind) || 'unknown', joint: s.joint === true, ...anchorOf(s) })),
    amounts: rows(claim.quantities).map((q) => ({
      measure: text(q.measure), unit: text(q.unit) || 'people', group: text(q.group), low: (q.low as number | null) ?? null, best: (q.best as number | null) ?? null,
      high: (q.high as number | null) ?? null, comparator: text(q.comparator), approximate: q.approximate === true, part_of: text((q.part_of as Row | null)?.text), ...anchorOf(q),
    })),
    handovers: holding
      ? [{ place: named(act.place), from: '', to: named(act.holder), extent: text(act.extent) || 'whole' }]
      : rows(act.control).map((c) => ({ place: text(c.place), from: text(c.from), to: text(c.to), extent: text(c.extent) || 'whole' })),
  }
}
