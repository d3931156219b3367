/** What is typed into an editor: begun from a claim's field, with the selected words put in, and sent as the field's value. Pure. */
import type { Claim, Field, FieldName } from './fields'
import { readNumber } from './numbers'
import {
  amountsOf, handoversOf, namesOf, oneLine, placesOf, sentAmounts, sentHandovers, sentNames, sentPlaces, sentSources, sentTime, sentWeapons, sourcesOf, weaponsOf,
  wrongIn, type Amount, type Anchor, type Handover, type Name, type Place, type Source, type Weapon,
} from './values'

export interface Draft {
  word: string
  /** The words that a time stands on. */
  mention: Anchor | null
  names: Name[]
  weapons: Weapon[]
  places: Place[]
  sources: Source[]
  amounts: Amount[]
  handovers: Handover[]
}

export function emptyDraft(): Draft {
  return { word: '', mention: null, names: [], weapons: [], places: [], sources: [], amounts: [], handovers: [] }
}

const ROLES = { initiators: 'initiator', targets: 'target', allies: 'ally' } as const

/** The field as it is, with the words added to it as a new part; places are added when a candidate is chosen. */
export function draftOf(claim: Claim, field: Field, anchor: Anchor | null): Draft {
  const draft = emptyDraft()
  const name = field.name
  if (field.editor === 'word' || field.editor === 'time') draft.word = String(claim[name as 'status' | 'when'] ?? '')
  if (field.editor === 'names') draft.names = namesOf(claim, ROLES[name as keyof typeof ROLES])
  if (field.editor === 'weapons') draft.weapons = weaponsOf(claim)
  if (field.editor === 'places') draft.places = placesOf(claim)
  if (field.editor === 'sources') draft.sources = sourcesOf(claim)
  if (field.editor === 'figures') draft.amounts = amountsOf(claim)
  if (field.editor === 'control') draft.handovers = handoversOf(claim)
  if (anchor) addWords(draft, field, anchor)
  return draft
}

/** Puts words of the report into a draft. */
export function addWords(draft: Draft, field: Field, anchor: Anchor): void {
  const words = oneLine(anchor.text ?? '')
  if (field.editor === 'time') draft.mention = anchor
  if (field.editor === 'weapons') draft.weapons.push({ name: words, ...anchor })
  if (field.editor === 'names') draft.names.push({ name: words, attribution: 'stated', ...anchor })
  if (field.editor === 'sources') draft.sources.unshift({ name: words, kind: 'unknown', joint: false, ...anchor })
  if (field.editor === 'figures') draft.amounts.push(amountOf(words, anchor))
}

/** A figure of words, as the codebook's table reads them. */
export function amountOf(words: string, anchor: Anchor): Amount {
  const read = readNumber(words)
  return {
    measure: 'killed', unit: 'people', group: '', part_of: '', ...anchor, low: read?.low ?? null, best: read?.best ?? null, high: read?.high ?? null,
    comparator: read?.comparator ?? '', approximate: read?.approximate ?? false,
  }
}

/** The value of the field as it is sent. */
export function valueOf(draft: Draft, field: Field): unknown {
  switch (field.editor) {
    case 'names': return sentNames(draft.names)
    case 'weapons': return sentWeapons(draft.weapons)
    case 'places': return sentPlaces(draft.places)
    case 'time': return sentTime(draft.word, draft.mention)
    case 'sources': return sentSources(draft.sources)
    case 'figures': return sentAmounts(draft.amounts)
    case 'control': return sentHandovers(draft.handovers)
    default: return draft.word.trim() || (EMPTY.has(field.name) ? null : '')
  }
}
const EMPTY: ReadonlySet<FieldName> = new Set(['mode', 'evidence'])

/** What keeps the draft from being sent; null where nothing does. */
export function faultOfDraft(draft: Draft, field: Field): string | null {
  if (field.editor === 'figures') return draft.amounts.map(wrongIn).find((w) => w !== null) ?? null
  if (field.editor === 'time' && draft.mention && !draft.word.trim()) return `Give the time that “${oneLine(draft.mention.text ?? '')}” means.`
  if (field.editor === 'places' && draft.places.some((p) => !p.name.trim())) return 'A place has no name.'
  return null
}
