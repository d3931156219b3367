/** What the list says of an incident, in words. Pure. */
import type { Schemas } from '../api/client'
import { capital, day, days, plain } from '../text/words'

export type Listed = Schemas['ListedIncident']

/** What and where in one line: "Air strike at Palmyra". */
export function nameOf(i: Pick<Listed, 'type' | 'scope' | 'place'>): string {
  const what = capital(plain(i.type)) + (i.scope === 'campaign' ? ' (campaign)' : '')
  return i.place ? `${what}, ${i.place.text}` : what
}

/** The days of it: "10 – 11 Dec 2016" is told as the day of each end; the codebook's words where no day is known. */
export function timeOf(i: Pick<Listed, 'when' | 'first_day' | 'last_day'>): string {
  if (i.first_day || i.last_day) return days(i.first_day, i.last_day)
  return i.when === '?' ? 'undated' : day(i.when)
}

const CLASHES = { figures: 'figures clash', control: 'rival holders', denial: 'denied', culprit: 'rival culprits' } as const
export interface Mark {
  text: string
  title: string
}

/** What cannot all be true of it, each kind once, with its sentences. */
export function marksOf(i: Listed): Mark[] {
  const found = new Map<keyof typeof CLASHES, string[]>()
  for (const clash of i.clashes ?? []) found.set(clash.kind, [...(found.get(clash.kind) ?? []), clash.sentence])
  if (i.rival_culprits.length && !found.has('culprit')) found.set('culprit', [`Named as the culprit, too: ${i.rival_culprits.join(', ')}.`])
  if (i.denials.length && !found.has('denial')) found.set('denial', ['A source denies it.'])
  return [...found].map(([kind, sentences]) => ({ text: CLASHES[kind], title: sentences.join('\n') }))
}

export type Narrow = 'clash' | 'open' | 'several' | null
/** Whether an incident is kept by what narrows the list: contradicted ones, those that nobody reviewed, those of several origins. */
export function isKept(i: Listed, narrow: Narrow): boolean {
  if (narrow === 'clash') return marksOf(i).length > 0
  if (narrow === 'open') return !i.reviewed
  if (narrow === 'several') return i.origins.length > 1
  return true
}
