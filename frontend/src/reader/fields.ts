/** The fields of a claim that people correct: what they are called, how they read, and what edits them. Pure. */
import type { Schemas } from '../api/client'
import { day, number, plain } from '../text/words'
import type { Role } from './pieces'

export type Claim = Schemas['Claim']
export type FieldName =
  | 'type' | 'mode' | 'scope' | 'status' | 'evidence' | 'initiators' | 'targets' | 'allies' | 'weapons' | 'places' | 'when' | 'voices' | 'said' | 'figures' | 'control'
export type Editor = 'word' | 'time' | 'names' | 'weapons' | 'places' | 'sources' | 'figures' | 'control'

export interface Field {
  name: FieldName
  title: string
  editor: Editor
  /** The role of its words in the text. */
  role?: Role
}

export const FIELDS: readonly Field[] = [
  { name: 'status', title: 'Status', editor: 'word' },
  { name: 'voices', title: 'Source', editor: 'sources', role: 'source' },
  { name: 'said', title: 'Said when', editor: 'time', role: 'said' },
  { name: 'type', title: 'Type', editor: 'word' },
  { name: 'mode', title: 'Mode', editor: 'word' },
  { name: 'scope', title: 'Scope', editor: 'word' },
  { name: 'initiators', title: 'Who did it', editor: 'names', role: 'initiator' },
  { name: 'targets', title: 'To whom', editor: 'names', role: 'target' },
  { name: 'allies', title: 'Allies', editor: 'names', role: 'ally' },
  { name: 'weapons', title: 'With what', editor: 'weapons', role: 'weapon' },
  { name: 'places', title: 'Where', editor: 'places', role: 'place' },
  { name: 'when', title: 'When', editor: 'time', role: 'time' },
  { name: 'figures', title: 'Numbers', editor: 'figures', role: 'quantity' },
  { name: 'control', title: 'Control', editor: 'control' },
  { name: 'evidence', title: 'Evidence', editor: 'word' },
]

export const EVIDENCE = ['imagery', 'footage', 'document', 'witness', 'none'] as const
export const ATTRIBUTIONS = ['stated', 'suspected', 'alternative', 'self_claimed', 'denied'] as const
export const EXTENTS = ['whole', 'part', 'approach'] as const
export const COMPARATORS = [['', 'exactly'], ['ge', 'at least'], ['gt', 'more than'], ['le', 'up to'], ['lt', 'fewer than']] as const
export const PRECISIONS = ['exact place', 'near it (25 km)', 'district', 'province', 'line or region', 'country', 'waters or airspace'] as const
export const GROUPS = ['civilians', 'civilian_status_disputed', 'combatants', 'children', 'women', 'men', 'journalists', 'aid_workers', 'unknown'] as const

export function fieldOf(name: FieldName): Field {
  return FIELDS.find((f) => f.name === name) as Field
}

/** The field that words of this role belong to; null for roles that no field takes. */
export function fieldOfRole(role: Role): Field | null {
  return FIELDS.find((f) => f.role === role) ?? null
}

/** How a field of a claim reads, part by part; empty where it holds nothing. */
export function partsOf(claim: Claim, name: FieldName): string[] {
  const side = (role: string): string[] =>
    claim.parties.filter((p) => p.role === role).map((p) => p.name + (p.attribution === 'stated' ? '' : ` (${plain(p.attribution)})`))
  switch (name) {
    case 'initiators': return side('initiator')
    case 'targets': return side('target')
    case 'allies': return side('ally')
    case 'weapons': return claim.weapons
    case 'places': return claim.places.map((p) => `${p.text}${p.country ? `, ${p.country}` : ''}`)
    case 'voices': return claim.voices.map((v, n) => `${n > 0 ? (v.joint ? 'and ' : 'through ') : ''}${v.name} (${plain(v.kind)})`)
    case 'figures': return claim.figures.map(figureText)
    case 'control': return claim.changes.map((c) => c.text)
    case 'when': return claim.when ? [`${day(claim.when)} (${claim.when_precision})`] : []
    case 'said': return claim.said ? [day(claim.said)] : []
    default: return claim[name] ? [plain(String(claim[name]))] : []
  }
}

/** A figure in one line: "“more than 300 militants”: killed 300 or more people (combatants: IS)". */
function figureText(f: Schemas['Figure']): string {
  const span = f.low === f.high && f.high !== null ? number(f.high) : f.high === null ? `${number(f.low ?? f.best)} or more` : `${f.low === null ? '?' : number(f.low)}–${number(f.high)}`
  const what = f.unit === 'people' ? (f.group ? plain(f.group).replace(':', ': ') : 'people') : plain(f.unit)
  return `${f.words ? `“${f.words}”: ` : ''}${plain(f.measure)} ${f.approximate ? 'about ' : ''}${span} ${what}${f.part_of ? `, part of “${f.part_of}”` : ''}`
}
