/** The work at one report of a batch: its text, the coding so far, the claim in the form; what changes is kept as a draft. */
import { send, type Schemas } from '../api/client'
import { Hand } from '../reader/hand.svelte'
import { Reading, type ReportText } from '../reader/reading.svelte'
import type { Anchor } from '../reader/values'
import { messages } from '../state/desk.svelte'
import { claimsOf, EMPTY, filled, lineOf, spansOf, withAdded, without, type At, type Coding } from './coding'

export type Next = Schemas['Next']
type Drafted = ReturnType<typeof claimsOf>[number]

/** A claim in the form; "of the same act as" takes the act of another claim of this coding. */
export class BatchHand extends Hand {
  constructor(quote: Anchor, private readonly drafted: () => Coding) {
    super(quote)
  }

  override like(claim: { id: string }): void {
    const found = claimsOf(this.drafted()).find((c) => c.id === claim.id)
    if (found) this.fill(found, false)
  }

  /** Puts an act into the form; `whole`: with all of the claim, too. */
  fill({ at, act, claim }: Drafted, whole: boolean): void {
    const form = filled(at.part, act, claim)
    const d = this.drafts
    for (const name of ['type', 'mode', 'scope', 'when'] as const) d[name].word = form.words[name] ?? ''
    for (const name of ['initiators', 'targets', 'allies'] as const) d[name].names = form.names[name]
    d.weapons.weapons = form.weapons
    d.places.places = form.places
    d.control.handovers = form.handovers
    this.anchors = { ...this.anchors, ...(form.anchors.when ? { when: form.anchors.when } : {}) }
    if (!whole) return
    for (const name of ['status', 'evidence', 'said'] as const) d[name].word = form.words[name] ?? ''
    d.voices.sources = form.sources
    d.figures.amounts = form.amounts
    if (form.anchors.said) this.anchors = { ...this.anchors, said: form.anchors.said }
  }
}

export class Work {
  coding = $state.raw<Coding>(EMPTY)
  hand = $state.raw<Hand | null>(null)
  /** The claim that the form changes; null: it makes a new one. */
  changing = $state.raw<At | null>(null)
  saving = $state(false)
  readonly reading = new Reading()
  readonly claims: Drafted[] = $derived(claimsOf(this.coding))

  constructor(readonly batch: string, readonly next: Next) {
    this.coding = next.draft ?? EMPTY
    this.show()
  }

  get report(): NonNullable<Next['report']> {
    return this.next.report as NonNullable<Next['report']>
  }

  /** Begins a new claim of the words. */
  begin(quote: Anchor): void {
    this.changing = null
    this.open(new BatchHand(quote, () => this.coding))
  }

  /** Opens a drafted claim in the form. */
  change(id: string): Hand | null {
    const found = this.claims.find((c) => c.id === id)
    const quote = found?.claim.quote as { start: number; end: number } | undefined
    if (!found || !quote) return null
    const hand = new BatchHand({ text: this.reading.points.slice(quote.start, quote.end), start: quote.start, end: quote.end }, () => this.coding)
    hand.fill(found, true)
    this.changing = found.at
    this.open(hand)
    return hand
  }

  /** Takes what the form made. */
  async take(made: Coding): Promise<void> {
    const base = this.changing ? without(this.coding, this.changing) : this.coding
    await this.keep(withAdded(base, made))
    this.close()
  }

  async remove(at: At): Promise<void> {
    const before = this.coding
    try {
      await this.keep(without(this.coding, at))
      messages.say('Taken out.', { label: 'Undo', run: () => void this.keep(before).catch((e) => messages.fail(e)) })
    } catch (error) {
      messages.fail(error)
    }
  }

  close(): void {
    this.hand = null
    this.changing = null
    this.reading.coding = null
  }

  /** Hands the report in, for good. */
  async handIn(): Promise<Schemas['Done']> {
    return send('post', '/api/batches/{id}/reports/{report}', { path: { id: this.batch, report: this.report.id }, body: this.coding })
  }

  private open(hand: Hand): void {
    this.hand = hand
    this.reading.coding = hand.quote
  }

  private async keep(coding: Coding): Promise<void> {
    this.saving = true
    try {
      await send('put', '/api/batches/{id}/reports/{report}/draft', { path: { id: this.batch, report: this.report.id }, body: coding })
      this.coding = coding
      this.show()
    } finally {
      this.saving = false
    }
  }

  /** Lets the reader's parts show the coding: its spans in the text, its acts to choose from. */
  private show(): void {
    const { report } = this
    const told = claimsOf(this.coding).map(({ id, at, act, claim }) => {
      const quote = claim.quote as { start: number; end: number } | null
      const words = quote ? Array.from(report.text).slice(quote.start, quote.end).join('') : ''
      return { id, type: String(act.type ?? 'holding'), text: lineOf(at.part, act, claim), claims: [{ id, words, chain: lineOf(at.part, act, claim) }] }
    })
    this.reading.report = { ...report, name: report.id, spans: spansOf(this.coding), told } as unknown as ReportText
  }
}
