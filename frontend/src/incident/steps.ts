/** The timeline of an incident: what each moment of publication brought, repeated words told once. Pure. */
import type { Schemas } from '../api/client'
import type { Claim } from './matrix'

export interface Saying {
  claim: Claim
  /** Claims of the same moment that repeat it (one origin, or the same words of the same voice). */
  again: Claim[]
  /** It repeats what was known before. */
  old: boolean
}

export interface Moment {
  step: Schemas['Step']
  sayings: Saying[]
  /** When it came out, as the reports have it. */
  published: string | null
}

/** The moments in order, each with what was said, what is new in it first. */
export function momentsOf(steps: readonly Schemas['Step'][], claims: ReadonlyMap<string, Claim>): Moment[] {
  const known = new Set<string>()
  return steps.map((step) => {
    const told = step.claims.map((id) => claims.get(id)).filter((c): c is Claim => !!c)
    const sayings: Saying[] = []
    for (const claim of told) {
      const same = repeated(sayings, claim)
      if (same) same.again.push(claim)
      else sayings.push({ claim, again: [], old: known.has(statementOf(claim)) })
    }
    for (const claim of told) known.add(statementOf(claim))
    sayings.sort((a, b) => Number(a.old) - Number(b.old))
    return { step, sayings, published: told[0]?.published ?? null }
  })
}

function statementOf(claim: Claim): string {
  return claim.origin ?? `${claim.chain}|${wordsIn(claim).join(' ')}`
}

/** The saying that a claim of another report repeats: of the same origin, the one whose words are most alike. */
function repeated(sayings: readonly Saying[], claim: Claim): Saying | null {
  const own = statementOf(claim)
  const open = sayings.filter((s) => statementOf(s.claim) === own && ![s.claim, ...s.again].some((c) => c.report === claim.report))
  const mine = new Set(wordsIn(claim))
  const shared = (s: Saying): number => wordsIn(s.claim).filter((w) => mine.has(w)).length
  return open.reduce<Saying | null>((best, s) => (best === null || shared(s) > shared(best) ? s : best), null)
}

function wordsIn(claim: Claim): string[] {
  return claim.words.toLocaleLowerCase('en').match(/[\p{L}\p{N}]+/gu) ?? []
}
