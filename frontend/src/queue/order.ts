/** Which item of the queue comes next, and how calls are made of a decision. Pure. */
import type { Schemas } from '../api/client'

export type Item = Schemas['QueueItem']
export type Decision = Schemas['Decision']

/** What is left of a queue: without what was decided here and not yet left out by the desk; what was passed over comes last. */
export function left(items: readonly Item[], decided: ReadonlySet<string>, passed: readonly string[]): Item[] {
  const open = items.filter((i) => !decided.has(i.id))
  const order = new Map(passed.map((id, n) => [id, n]))
  return [...open.filter((i) => !order.has(i.id)), ...open.filter((i) => order.has(i.id)).sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))]
}

/** The item that is shown: the one that was, while it waits; else the first. */
export function current(open: readonly Item[], shown: string | null): Item | null {
  return open.find((i) => i.id === shown) ?? open[0] ?? null
}

/** The decision of a key; "k" (keep) is taken for "y" where an item has no "k" of its own. */
export function decisionOf(item: Item, key: string): Decision | null {
  return item.decisions.find((d) => d.key === key) ?? (key === 'k' ? (item.decisions.find((d) => d.key === 'y') ?? null) : null)
}

/** The body of a call, with the reason that a person gave. */
export function bodyOf(body: Record<string, unknown>, reason: string): Record<string, unknown> {
  return reason.trim() ? { ...body, reason: reason.trim() } : body
}

export interface Facts {
  name: string
  sides: string[]
  same: boolean
}

type Claim = Schemas['Claim']
/** What two accounts say of an act, line by line; `same`: in the same words. Each once, in the order of the claims. */
export function compared(accounts: readonly (readonly Claim[])[], words: { type: (c: Claim) => string; when: (c: Claim) => string }): Facts[] {
  const lines: [string, (c: Claim) => string[]][] = [
    ['what', (c) => [words.type(c) + (c.mode ? `, ${c.mode.replaceAll('_', ' ')}` : '')]],
    ['when', (c) => [words.when(c)]],
    ['where', (c) => c.places.map((p) => p.text)],
    ['who', (c) => [c.text]],
    ['how many', (c) => c.figures.map((f) => f.text)],
    ['who says so', (c) => [c.chain]],
  ]
  return lines
    .map(([name, of]) => {
      const sides = accounts.map((claims) => [...new Set(claims.flatMap(of).filter(Boolean))].join('; '))
      return { name, sides, same: sides.every((s) => s === sides[0]) }
    })
    .filter((facts) => facts.sides.some(Boolean))
}

/** The accounts of an item side by side: those of a link's two events, or each claim by itself. */
export function accountsOf(item: Item): { title: string; claims: Claim[] }[] {
  if (item.link) {
    const { left: one, right: other } = item.link
    return [
      { title: 'One account', claims: item.claims.filter((c) => c.event === one) },
      { title: 'The other', claims: item.claims.filter((c) => c.event === other) },
    ]
  }
  return item.claims.map((c, i) => ({ title: `Claim ${i + 1}`, claims: [c] }))
}

/** Things in rows of at most so many, the rows as even as can be: 5 in rows of 4 are 3 and 2. */
export function rowsOf<T>(things: readonly T[], most: number): T[][] {
  const rows = Math.ceil(things.length / most)
  const each = Math.ceil(things.length / (rows || 1))
  return Array.from({ length: rows }, (_, i) => things.slice(i * each, (i + 1) * each))
}

/** The candidate that a decision chooses, for its details: that of its number. */
export function candidateOf(item: Item, decision: Decision): Item['candidates'][number] | null {
  return /^[1-9]$/.test(decision.key) ? (item.candidates[Number(decision.key) - 1] ?? null) : null
}
