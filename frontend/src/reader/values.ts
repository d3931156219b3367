/** What the editors hold and what is sent of it: the values of a claim's fields, as the API takes them. Pure. */
import type { Schemas } from '../api/client'

export type Claim = Schemas['Claim']

/** Words of the report that a part stands on, in code points. */
export interface Anchor {
  text: string | null
  start: number | null
  end: number | null
}
export interface Name extends Anchor {
  name: string
  attribution: string
}
/** What was used; `name`: the words for it. */
export interface Weapon extends Anchor {
  name: string
}
export interface Place extends Anchor {
  name: string
  geonames_id: number | null
  lat: number | null
  lon: number | null
  country: string | null
  admin1: string | null
  precision: number
}
export interface Source extends Anchor {
  name: string
  kind: string
  joint: boolean
}
export interface Amount extends Anchor {
  measure: string
  unit: string
  group: string
  low: number | null
  best: number | null
  high: number | null
  comparator: string
  approximate: boolean
  part_of: string
}
export interface Handover {
  place: string
  from: string
  to: string
  extent: string
}

/** Words of a text in one line. */
export const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim()

const NOWHERE: Anchor = { text: null, start: null, end: null }
/** The words that a part was printed as; where they stand is not known any more. */
const printed = (words: string | null): Anchor => ({ ...NOWHERE, text: words || null })

export function namesOf(claim: Claim, role: 'initiator' | 'target' | 'ally'): Name[] {
  return claim.parties.filter((p) => p.role === role).map((p) => ({ name: p.name, attribution: p.attribution, ...printed(p.words) }))
}
export function weaponsOf(claim: Claim): Weapon[] {
  return claim.weapons.map((name) => ({ name, ...NOWHERE }))
}
export function placesOf(claim: Claim): Place[] {
  return claim.places.map(({ name, geonames_id, lat, lon, country, admin1, precision, words }) => ({
    name, geonames_id, lat, lon, country, admin1, precision, ...printed(words),
  }))
}
export function sourcesOf(claim: Claim): Source[] {
  return claim.voices.map((v) => ({ name: v.name, kind: v.kind, joint: v.joint, ...printed(v.words) }))
}
export function amountsOf(claim: Claim): Amount[] {
  return claim.figures.map((f) => ({
    measure: f.measure, unit: f.unit, group: f.group ?? '', low: f.low, best: f.best, high: f.high, comparator: f.comparator ?? '',
    approximate: f.approximate, part_of: f.part_of ?? '', ...printed(f.words),
  }))
}
export function handoversOf(claim: Claim): Handover[] {
  return claim.changes.map((c) => ({ place: c.place, from: c.loser ?? '', to: c.holder ?? '', extent: c.extent }))
}

/** A candidate of the gazetteer as a place of a claim. */
export function placeOf(c: Omit<Place, keyof Anchor>, anchor: Anchor = NOWHERE): Place {
  const { name, geonames_id, lat, lon, country, admin1, precision } = c
  return { name, geonames_id, lat, lon, country, admin1, precision, ...anchor }
}

type Sent = Record<string, unknown>
/** A part without what is empty; words only whole: all of text, start, end, or the text alone. */
function told(part: object): Sent {
  const out = Object.fromEntries(Object.entries(part).filter(([, v]) => v !== null && v !== '' && v !== undefined))
  if (!('start' in out && 'end' in out)) {
    delete out.start
    delete out.end
  }
  return out
}

const named = <T extends { name: string }>(list: readonly T[]): T[] => list.filter((x) => x.name.trim())
export const sentNames = (list: readonly Name[]): Sent[] => named(list).map((n) => told({ ...n, name: n.name.trim(), attribution: n.attribution || 'stated' }))
/** Weapons are words: where they stand is told as long as they are the words that stand there. */
export const sentWeapons = (list: readonly Weapon[]): Sent[] =>
  named(list).map(({ name, text, start, end }) => (text !== null && oneLine(text) === name.trim() ? told({ text, start, end }) : { text: name.trim() }))
export const sentPlaces = (list: readonly Place[]): Sent[] => named(list).map((p) => told({ ...p, name: p.name.trim() }))
export const sentSources = (list: readonly Source[]): Sent[] => named(list).map((v) => told({ ...v, name: v.name.trim(), kind: v.kind || 'unknown', joint: v.joint || null }))
/** A time as it is sent: EDTF alone, or with the words that it stands on; null for none. */
export const sentTime = (word: string, mention: Anchor | null): Sent | string | null =>
  word.trim() ? (mention ? told({ value: word.trim(), ...mention }) : word.trim()) : null
export const sentHandovers = (list: readonly Handover[]): Sent[] =>
  list.filter((h) => h.place.trim()).map((h) => ({ place: h.place.trim(), from: h.from.trim() || null, to: h.to.trim() || null, extent: h.extent || 'whole' }))

/** Figures as they are sent: `hand` in a coding by hand, where `part_of` is a mention and words need their place. */
export function sentAmounts(list: readonly Amount[], hand = false): Sent[] {
  return list
    .filter((a) => a.measure && [a.low, a.best, a.high].some((n) => n !== null))
    .map((a) => {
      const out = told({ ...a, unit: a.unit || 'people', approximate: a.approximate || null })
      if (!hand) return out
      return a.part_of ? { ...out, part_of: { text: a.part_of } } : out
    })
}

/** An anchor as a coding by hand takes it: all three, or none. */
export function whole<T extends Sent>(part: T): T {
  if ('start' in part) return part
  const { text: _text, ...rest } = part
  return rest as T
}

/** What is wrong with the numbers of a figure; null where they are in order. */
export function wrongIn(a: Pick<Amount, 'low' | 'best' | 'high'>): string | null {
  const given = [a.low, a.best, a.high].filter((n): n is number => n !== null)
  if (given.length === 0) return 'Give at least one number.'
  if (given.some((n) => n < 0)) return 'Numbers are from 0 on.'
  return given.every((n, i) => i === 0 || n >= (given[i - 1] as number)) ? null : 'low ≤ best ≤ high'
}
