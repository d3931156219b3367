/** Spells and citations in words. Pure. */
import type { Schemas } from '../api/client'
import { shown } from '../text/shown'
import { day, many } from '../text/words'
import type { Moment, Spell } from './axis'

export type Cited = Schemas['Cited']

/** A moment in words: "by 9 Dec 2016", "some day of 27 Feb 2017 – 2 Mar 2017", "11 Dec 2016". */
export function moment(m: Moment | null | undefined): string {
  if (!m) return ''
  if (m.when.startsWith('/')) return `by ${day(m.when.slice(1))}`
  if (m.when.endsWith('/..')) return `from ${day(m.when.slice(0, -3))} on`
  if (m.when.includes('/') || m.when.length < 10) return `some day of ${day(m.when)}`
  return day(m.when)
}

/** From when to when a spell lasted. */
export function lasted(spell: Spell): string {
  const [begins, ends] = [moment(spell.begins), moment(spell.ends)]
  if (!begins && !ends) return 'at all times known'
  if (!begins) return `until ${ends}`
  return ends ? `${begins} to ${ends}` : `since ${begins}`
}

const STAKES: Record<string, string> = { against_interest: 'against its interest', own_claim: 'its own claim' }
/** How a speaker stands to what is said; empty where it is independent. */
export function stake(word: string | null | undefined): string {
  return STAKES[word ?? ''] ?? ''
}

const VERBS: Record<string, string> = { takes: 'takes', leaves: 'leaves', holds: 'holds', approaches: 'nears' }
/** What a claim says of a place: "Islamic State takes part of Palmyra from Government of Syria". */
export function said(cited: Cited, place: string): string {
  const extent = cited.extent === 'part' ? 'part of ' : ''
  const where = cited.part ?? cited.within ?? place
  return `${cited.party} ${VERBS[cited.verb] ?? cited.verb} ${extent}${where}${cited.loser ? ` from ${cited.loser}` : ''}`
}

/** A spell as it is read out: by whom, how the place stood, from when to when, and on what it rests. */
export function readOut(row: string, spell: Spell): string {
  const rests = spell.state === 'unknown' ? '' : `, ${many(spell.why.length + spell.support.length, 'claim')} of ${many(spell.origins, 'origin')}`
  const against = spell.dissent.length ? `, ${many(spell.dissent.length, 'claim')} against it` : ''
  return `${row}: ${spell.text}, ${lasted(spell)}${rests}${against}`
}

/** Citations by who says so, in the order in which they come. */
export function bySource(cited: readonly Cited[]): { source: string; kind: string; stake: string; claims: Cited[] }[] {
  const found = new Map<string, { source: string; kind: string; stake: string; claims: Cited[] }>()
  for (const c of cited) {
    const one = found.get(c.source) ?? { source: c.source, kind: c.kind, stake: stake(c.stake), claims: [] }
    one.claims.push(c)
    found.set(c.source, one)
  }
  return [...found.values()]
}

/** A name kept apart from the direction of the text around it, where no <bdi> can stand (SVG, labels). */
export function isolated(name: string): string {
  return String.fromCodePoint(0x2068) + shown(name) + String.fromCodePoint(0x2069)
}
