/** The links of an incident in groups: those that wait for a person, those kept apart, those that hold it together. Pure. */
import type { Schemas } from '../api/client'

export type Link = Schemas['Link']

export interface Groups {
  /** The machine, or a person, could not tell. */
  unsure: Link[]
  /** Not of this act: judged different, or likely the same and yet not put together. */
  apart: Link[]
  /** Of this act. */
  together: Link[]
}

/** Which group each link falls in; within a group those that people judged first, then the surest. */
export function groupsOf(links: readonly Link[], events: readonly string[]): Groups {
  const inside = new Set(events)
  const groups: Groups = { unsure: [], apart: [], together: [] }
  for (const link of links) {
    if (link.verdict === 'unsure') groups.unsure.push(link)
    else if (link.verdict === 'same' && inside.has(link.left) && inside.has(link.right)) groups.together.push(link)
    else groups.apart.push(link)
  }
  const byPerson = (l: Link): number => Number(isByPerson(l))
  for (const group of Object.values(groups) as Link[][]) group.sort((a, b) => byPerson(b) - byPerson(a) || b.score - a.score)
  return groups
}

export function isByPerson(link: Link): boolean {
  return link.by !== 'machine'
}

/** The author without what kind of author it is: "ada" of "person:ada". */
export function authorOf(by: string): string {
  return by.replace(/^(person|machine|data):/, '')
}

/** The reasons for a link, the weightiest first, and those against it. */
export function weighed(link: Link): { pro: Link['reasons']; contra: Link['reasons'] } {
  const sorted = [...link.reasons].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  return { pro: sorted.filter((r) => r.weight >= 0), contra: sorted.filter((r) => r.weight < 0) }
}
