/** What the form of a person holds, and what is sent of it. Pure. */
export const PARTS = [
  { name: 'name', title: 'Name', hint: '' },
  { name: 'age', title: 'Age', hint: '31, about 30, child' },
  { name: 'sex', title: 'Sex', hint: '', words: ['female', 'male', 'other', 'unknown'] },
  { name: 'status', title: 'Status', hint: '', words: ['civilian', 'combatant', 'unknown'] },
  { name: 'cause', title: 'Cause', hint: 'air strike, torture …' },
  { name: 'place', title: 'Place', hint: '' },
  { name: 'date', title: 'Date', hint: '2016-12-11' },
] as const
export type Part = (typeof PARTS)[number]['name']
export const RELATIONS = ['report', 'family', 'witness', 'organisation', 'other'] as const

/** One source's account of a person, as it is sent. */
export interface Account {
  person: Record<Part, string | null>
  sources: string[]
  relation: (typeof RELATIONS)[number]
  told: string | null
  note: string | null
}

export interface Form {
  parts: Record<Part, string>
  sources: string
  relation: (typeof RELATIONS)[number]
  told: string
  note: string
}

export function emptyForm(relation: Form['relation']): Form {
  return { parts: { name: '', age: '', sex: '', status: '', cause: '', place: '', date: '' }, sources: '', relation, told: '', note: '' }
}

/** The sources, one a line. */
export function sourcesOf(form: Form): string[] {
  return form.sources.split('\n').map((s) => s.trim()).filter(Boolean)
}

/** The account as it is sent: what is empty is not told. */
export function accountOf(form: Form): Account {
  const told = (words: string): string | null => words.trim() || null
  const person = Object.fromEntries(PARTS.map((p) => [p.name, told(form.parts[p.name])])) as Account['person']
  return { person, sources: sourcesOf(form), relation: form.relation, told: told(form.told), note: told(form.note) }
}

/** Whether there is something to record: a source, and something that it tells. */
export function isWhole(form: Form): boolean {
  return sourcesOf(form).length > 0 && PARTS.some((p) => form.parts[p.name].trim())
}
