/** How entries of the log are told. Pure. */
import type { Schemas } from '../api/client'
import { capital, many, plain } from '../text/words'

export type Entry = Schemas['LogEntry']

/** What an entry does, in a few words: "Corrected: places", "Report added (11 claims)". */
export function deedOf(e: Pick<Entry, 'what' | 'field' | 'claims' | 'kind'>): string {
  const field = e.field ? `: ${plain(e.field)}` : ''
  const claims = e.claims ? ` (${many(e.claims, 'claim')})` : ''
  return capital(plain(e.what)) + field + claims
}

/** The event that a person's subject ("victim:ID|EVENT") belongs to; null for any other subject. */
export function personsEvent(subject: string): string | null {
  return /^victim:[0-9a-f]{32}\|([0-9a-f]{32})$/.exec(subject)?.[1] ?? null
}

/** The events of a link's subject; null for any other subject. */
export function linkOf(subject: string): [string, string] | null {
  if (personsEvent(subject)) return null
  const ids = subject.match(/[0-9a-f]{32}/g)
  return ids?.length === 2 && ids[0] && ids[1] ? [ids[0], ids[1]] : null
}

/** Where an entry leads: the claim in its report, the report, or the incident of a link's events or a person's; null for what has no page. */
export function pageOf(e: Pick<Entry, 'kind' | 'subject' | 'report' | 'words'>): { path: string; claim: string | null } | null {
  const link = linkOf(e.subject)
  if (link) return { path: `/incident/${link[0]}`, claim: null }
  const event = personsEvent(e.subject)
  if (event) return { path: `/incident/${event}`, claim: null }
  if (!e.report) return null
  const claim = e.subject !== e.report && /^[0-9a-f]{32}$/.test(e.subject) ? e.subject : null
  return { path: `/report/${e.report}`, claim }
}

export const KINDS = ['report', 'claim', 'correction', 'judgement', 'withdrawal', 'victim', 'redaction'] as const
