/** How an incident is cited: what it is, how it was looked at, where the log stood, and an address that shows it again. Pure. */
import { nameOf, timeOf } from '../incidents/facts'
import type { View } from '../state/address'
import { day, many, plain } from '../text/words'
import { whose, type Whole } from './matrix'

/** Where the log stood: the number and digest of its last entry, and when that was recorded. */
export interface LogState {
  seq: number
  hash: string
  recorded: string
}

/** An instant without its fraction of a second: "2026-11-28T01:51:49Z". */
export function toSecond(instant: string): string {
  return instant.replace(/\.\d+/, '')
}

/** The address that shows the incident as it stands in this view now, whatever is recorded later. */
export function permanent(origin: string, incident: Whole, view: View, policy: string, log: LogState): string {
  const query = new URLSearchParams()
  if (view.as_of) query.set('as_of', view.as_of)
  query.set('recorded_as_of', view.recorded_as_of ?? toSecond(log.recorded))
  query.set('policy', policy)
  return `${origin}/incident/${incident.id}?${query.toString().replaceAll('%3A', ':').replaceAll('%2F', '/')}`
}

/** The citation as text. */
export function citation(incident: Whole, view: View, policy: { name: string; title: string }, log: LogState, address: string): string {
  const figures = incident.headlines.map((r) => `${plain(r.measure)} ${r.text} (${whose(r)})`).join('; ')
  return [
    `“${nameOf(incident)}, ${timeOf(incident)}”, incident ${incident.id.slice(0, 12)} of a Dateline ledger: ` +
      `${many(incident.claims.length, 'claim')} of ${many(incident.reports.length, 'report')}, ${many(incident.origins.length, 'independent origin')}` +
      `${incident.reviewed ? '' : '; not reviewed by a person'}.`,
    `${policy.title}: ${figures || 'no figure'}.`,
    `As of ${view.as_of ? `what was published by ${day(view.as_of)}` : 'all that was published'} and recorded by ${view.recorded_as_of ?? toSecond(log.recorded)}; log entry ${log.seq}, SHA-256 ${log.hash}.`,
    address,
  ].join(' ')
}
