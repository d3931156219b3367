/** Which codings of a batch may go into the record. Pure. */
import type { Schemas } from '../api/client'

export type ReportHanded = Schemas['ReportHanded']
export type Handed = Schemas['Handed']

/** Whether a coding may be adopted: it holds claims that were never recorded, and no other coding of its report is in the record. */
export function adoptable(report: ReportHanded, coding: Handed): boolean {
  return coding.claims > 0 && coding.adopted === null && report.codings.every((c) => c.adopted !== 'recorded')
}

/** The reports on which all agree, each with a coder whose coding may be adopted. */
export function agreedUpon(reports: readonly ReportHanded[]): { report: string; coder: string }[] {
  return reports.flatMap((r) => {
    const first = r.agreed ? r.codings.find((c) => adoptable(r, c)) : undefined
    return first ? [{ report: r.report, coder: first.coder }] : []
  })
}
