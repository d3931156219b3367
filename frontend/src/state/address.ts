/** The query string as a value: what every page looks at the record with, read and written in one place. Pure. */

/** Filters of a view, as the API takes them (`/api/events?as_of=…`); null: not asked. */
export interface View {
  as_of: string | null
  recorded_as_of: string | null
  during: string | null
  type: string | null
  actor: string | null
  speaker: string | null
  place: string | null
  country: string | null
  status: string | null
  measure: string | null
  report: string | null
  event: string | null
  box: string | null
  private: boolean
  withdrawn: boolean
}

export type Field = keyof View
export type Patch = Record<string, string | number | boolean | readonly string[] | null | undefined>

export const FLAGS = ['private', 'withdrawn'] as const
export const WORDS = [
  'as_of', 'recorded_as_of', 'during', 'type', 'actor', 'speaker', 'place', 'country', 'status', 'measure', 'report', 'event', 'box',
] as const
/** What a link to another page of the desk keeps: the moment looked from, the time looked at, the filters, the policy. */
export const CARRIED = [
  'as_of', 'recorded_as_of', 'during', 'type', 'actor', 'speaker', 'place', 'country', 'status', 'measure', 'private', 'withdrawn', 'policy',
] as const
/** The filters proper: what the filter bar counts and clears. */
export const FILTERS = ['type', 'actor', 'speaker', 'place', 'country', 'status', 'measure', 'report', 'event', 'withdrawn'] as const

/** The view that a query string asks for. An empty value is none; a flag is set by "1" or "true". */
export function readView(query: URLSearchParams): View {
  const view = {} as Record<string, string | boolean | null>
  for (const name of WORDS) view[name] = query.get(name)?.trim() || null
  for (const name of FLAGS) view[name] = ['1', 'true'].includes(query.get(name) ?? '')
  return view as unknown as View
}

/** The parameters of the view that `only` names (all by default), as the API wants them: nothing that is not asked. */
export function askView(view: View, only: readonly Field[] = [...WORDS, ...FLAGS]): Record<string, string | boolean> {
  const asked: Record<string, string | boolean> = {}
  for (const name of only) {
    const value = view[name]
    if (value !== null && value !== false) asked[name] = value
  }
  return asked
}

/** A query string with some parameters changed: null, false and "" take one away, a list gives it several times. Order is kept. */
export function patched(search: string, patch: Patch): string {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(patch)) {
    const values = (Array.isArray(value) ? value : [value]).filter((v) => v !== null && v !== undefined && v !== false && v !== '')
    if (values.length === 0) query.delete(name)
    else {
      query.set(name, shown(values[0]))
      for (const more of values.slice(1)) query.append(name, shown(more))
    }
  }
  return printed(query)
}

/** The query string of what a link to another page keeps, with `extra` on top. */
export function carried(search: string, extra: Patch = {}): string {
  const from = new URLSearchParams(search)
  const kept = new URLSearchParams()
  for (const name of CARRIED) {
    const value = from.get(name)
    if (value) kept.set(name, value)
  }
  return patched(kept.toString(), extra)
}

function shown(value: unknown): string {
  return value === true ? '1' : String(value)
}

/** Printed with the characters that dates, boxes and keys are made of left readable: /, :, and commas. */
function printed(query: URLSearchParams): string {
  const text = query.toString().replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',')
  return text && `?${text}`
}
