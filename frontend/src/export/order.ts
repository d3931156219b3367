/** What a release is ordered as, from the fields of its form and the view that it is made from. Pure. */
import { askView, type View } from '../state/address'
import type { Schemas } from '../api/client'

export type Order = Schemas['ReleaseOrder']
/** Filters of a view that a release can be cut by. */
export const CUTS = ['as_of', 'recorded_as_of', 'during', 'type', 'actor', 'speaker', 'place', 'country', 'status', 'measure', 'box'] as const

/** The filters of a view that an export takes: all but what only lists know. */
export function exportQuery(view: View, policy: string | null, unreviewed: boolean): Record<string, string | boolean> {
  return { ...askView(view), ...(policy ? { policy } : {}), ...(unreviewed ? { unreviewed } : {}) }
}

/** The order of a release; what is empty is left to the desk. */
export function orderOf(form: FormData, view: View): Order {
  const text = (name: string): string | null => String(form.get(name) ?? '').trim() || null
  const formats = form.getAll('format').map(String)
  const filters = askView(view, [...CUTS]) as Record<string, string>
  return {
    name: text('name') ?? '',
    version: text('version') ?? '',
    formats: formats.length ? formats : null,
    policy: text('policy'),
    unreviewed: form.get('unreviewed') === 'on',
    licence: text('licence'),
    authors: (text('authors') ?? '').split(/[\n;]/).map((a) => a.trim()).filter(Boolean),
    against: text('against'),
    filters: Object.keys(filters).length ? (filters as Order['filters']) : null,
  } as Order
}

/** A number of bytes as people read it: 12 345 → "12 kB". */
export function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  let n = bytes
  let unit = 0
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000
    unit += 1
  }
  return `${unit === 0 || n >= 10 ? Math.round(n) : n.toFixed(1)} ${units[unit]}`
}
