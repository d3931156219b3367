/** Reports of a lineage as a tree: each below the one whose text it draws on. Pure. */
import type { Schemas } from '../api/client'

export type Copy = Schemas['Copy']
export interface Branch {
  copy: Copy
  below: Branch[]
}

/** The tree of copies; one whose original is not among them stands at the top. */
export function tree(items: readonly Copy[]): Branch[] {
  const branches = new Map(items.map((copy) => [copy.report.id, { copy, below: [] } as Branch]))
  const top: Branch[] = []
  for (const branch of branches.values()) {
    const above = branch.copy.of === null ? undefined : branches.get(branch.copy.of)
    if (above && above !== branch && !holds(branch, above)) above.below.push(branch)
    else top.push(branch)
  }
  return top
}

function holds(branch: Branch, wanted: Branch): boolean {
  return branch.below.some((b) => b === wanted || holds(b, wanted))
}

/** A share as a percentage: 0.7699 → "77 %". */
export function percent(share: number | null): string {
  return share === null ? '' : `${Math.round(share * 100)} %`
}
