/** Which policy figures are reckoned under: in the address as `policy`. */
import { desk } from '../state/desk.svelte'
import { here } from '../state/here.svelte'

export const USUAL = 'ucdp'

/** The policy asked for; without one, UCDP's. */
export function policyNow(): string {
  return here.get('policy') ?? USUAL
}

/** A policy's short name: "Iraq Body Count" of "Iraq Body Count: minimum and maximum". */
export function shortTitle(title: string): string {
  return title.split(':')[0] as string
}

/** The policy's term with its rule; undefined while the desk's words are not there, or for one that there is not. */
export function policyTerm(name: string): { name: string; title: string; rule: string; counts: string } | undefined {
  return desk.head?.policies.find((p) => p.name === name)
}
