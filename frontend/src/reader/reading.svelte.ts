/** What the reader works with: the report, what is chosen and selected in it, what is being corrected. */
import type { Schemas } from '../api/client'
import { here } from '../state/here.svelte'
import { Points } from '../text/points'
import type { FieldName } from './fields'
import type { Range } from './picking'
import { piecesOf, ROLES, type Piece, type Role } from './pieces'
import type { Anchor, Claim } from './values'

export type ReportText = Schemas['ReportText']
export const WITHHELD = '(private person)' // what stands in place of a withheld name

export class Reading {
  report = $state.raw<ReportText | null>(null)
  /** Roles that are drawn. */
  shown = $state.raw<ReadonlySet<Role>>(new Set(ROLES.map((r) => r.role)))
  /** What is selected, in UTF-16 units. */
  picked = $state.raw<Range | null>(null)
  /** A field of a claim that is being corrected; `anchor`: words to put into it. */
  editing = $state.raw<{ claim: string; field: FieldName; anchor: Anchor | null } | null>(null)
  /** Words of which a claim is being coded by hand. */
  coding = $state.raw<Anchor | null>(null)

  readonly points: Points = $derived(new Points(this.report?.text ?? ''))
  readonly pieces: Piece[] = $derived(this.report ? piecesOf(this.points, this.report.sections, this.report.spans) : [])
  readonly claims: ReadonlyMap<string, Claim> = $derived(new Map((this.report?.told ?? []).flatMap((e) => e.claims).map((c) => [c.id, c])))
  /** The id of the chosen claim, as the address has it (whole, or its beginning). */
  readonly claim: string | null = $derived(this.whole(here.get('claim')))
  /** The report's claims in the order of the text. */
  readonly order: string[] = $derived([...new Set((this.report?.spans ?? []).filter((s) => s.role === 'claim').map((s) => s.claim))])
  readonly hides: boolean = $derived(this.report?.text.includes(WITHHELD) ?? false)
  readonly anchor: Anchor | null = $derived(this.picked ? this.anchorOf(this.picked) : null)

  private whole(id: string | null): string | null {
    if (!id) return null
    for (const known of this.claims.keys()) if (known.startsWith(id)) return known
    return null
  }

  anchorOf({ start, end }: Range): Anchor {
    return { text: this.points.text.slice(start, end), start: this.points.point(start), end: this.points.point(end) }
  }

  /** Chooses a claim; the same again, or null, chooses none. */
  choose(id: string | null): void {
    this.editing = null
    here.set({ claim: id })
  }

  /** Chooses the claim after, or before, the chosen one in the order of the text. */
  step(by: 1 | -1): void {
    const at = this.claim ? this.order.indexOf(this.claim) : by > 0 ? -1 : 0
    const next = this.order[(at + by + this.order.length) % this.order.length]
    if (next) this.choose(next)
  }

  /** The claims whose sentence holds the range, the shortest first; of none, the chosen one. */
  around(range: Range): Claim[] {
    const [start, end] = [this.points.point(range.start), this.points.point(range.end)]
    const spans = (this.report?.spans ?? []).filter((s) => s.role === 'claim' && s.start < end && s.end > start)
    spans.sort((a, b) => a.end - a.start - (b.end - b.start))
    const found = spans.map((s) => this.claims.get(s.claim)).filter((c): c is Claim => !!c)
    const chosen = this.claim ? this.claims.get(this.claim) : undefined
    return [...new Set(chosen ? [chosen, ...found] : found)]
  }

  /** Where a claim's sentence begins in the text, in UTF-16 units. */
  beginning(claim: string): number | null {
    const span = this.report?.spans.find((s) => s.role === 'claim' && s.claim === claim)
    return span ? this.points.unit(span.start) : null
  }

  toggle(role: Role): void {
    const next = new Set(this.shown)
    if (!next.delete(role)) next.add(role)
    this.shown = next
  }
}
