/** A claim that a person codes: its sentence, and what is told of the act. */
import type { Schemas } from '../api/client'
import { addWords, draftOf, emptyDraft, faultOfDraft, type Draft } from './draft'
import { FIELDS, fieldOf, type Field, type FieldName } from './fields'
import { sentAmounts, sentHandovers, sentNames, sentPlaces, sentSources, sentTime, sentWeapons, type Anchor, type Claim } from './values'

type Sent = Record<string, unknown>

export class Hand {
  drafts = $state(drafts())
  /** Words that a place, or a time, is being given for. */
  anchors = $state<Partial<Record<FieldName, Anchor>>>({})
  /** Names to be withheld, one a line. */
  hidden = $state('')

  constructor(readonly quote: Anchor) {}

  /** Begins with the act that another claim tells of. */
  like(claim: Claim): void {
    for (const name of ['type', 'mode', 'scope', 'initiators', 'targets', 'allies', 'weapons', 'places', 'when', 'control'] as const) {
      this.drafts[name] = draftOf(claim, fieldOf(name), null)
    }
  }

  /** Puts further words of the report into a field. */
  put(field: Field, anchor: Anchor): void {
    if (field.editor === 'places' || field.editor === 'time') this.anchors[field.name] = anchor // shown with its editor
    else addWords(this.drafts[field.name], field, anchor)
  }

  /** What keeps it from being recorded; null where nothing does. */
  get fault(): string | null {
    for (const field of FIELDS) {
      const fault = faultOfDraft(this.drafts[field.name], field)
      if (fault) return fault
    }
    if (this.isHolding && !(this.drafts.places.places[0]?.name && this.drafts.initiators.names[0]?.name)) return 'Give the place, and who holds it.'
    return null
  }

  get isHolding(): boolean {
    return this.drafts.type.word === 'holding'
  }

  /** As the API takes it. */
  coding(): Schemas['Coding'] {
    const d = this.drafts
    const word = (name: FieldName): string | null => d[name].word.trim() || null
    const time = (name: 'when' | 'said'): Sent | string | null => sentTime(d[name].word, this.anchors[name] ?? null)
    const claim: Sent = {
      quote: { start: this.quote.start, end: this.quote.end }, source: sentSources(d.voices.sources), said: time('said'), status: word('status'),
      evidence: word('evidence'), quantities: sentAmounts(d.figures.amounts, true),
    }
    const names = this.hidden.split('\n').map((n) => n.trim()).filter(Boolean)
    if (this.isHolding) {
      const extent = d.control.handovers[0]?.extent ?? null
      const holding: Sent = { place: sentPlaces(d.places.places)[0], holder: sentNames(d.initiators.names)[0], extent, when: time('when'), claims: [claim] }
      return { holdings: [holding], private: names } as unknown as Schemas['Coding']
    }
    const event: Sent = {
      type: word('type'), mode: word('mode'), scope: word('scope'), initiators: sentNames(d.initiators.names), targets: sentNames(d.targets.names),
      allies: sentNames(d.allies.names), weapons: sentWeapons(d.weapons.weapons), places: sentPlaces(d.places.places), when: time('when'), control: sentHandovers(d.control.handovers), claims: [claim],
    }
    return { events: [event], private: names } as unknown as Schemas['Coding']
  }
}

function drafts(): Record<FieldName, Draft> {
  const made = Object.fromEntries(FIELDS.map((f) => [f.name, emptyDraft()])) as Record<FieldName, Draft>
  made.type.word = 'armed_clash'
  made.status.word = 'happened'
  made.scope.word = 'event'
  return made
}
