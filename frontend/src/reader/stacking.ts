/** Notes in a margin: each as near to its line as those above it allow. Pure; all in pixels. */

export interface Note {
  id: string
  /** Where it would stand by itself. */
  wanted: number
  height: number
}

/**
 * The place of each note from above, in the order of `wanted`, `gap` apart. `fixed`: a note that stands where it wants to;
 * those before it move up as far as they must (not above 0), those after it move down.
 */
export function stacked(notes: readonly Note[], gap: number, fixed: string | null = null): Map<string, number> {
  const sorted = [...notes].sort((a, b) => a.wanted - b.wanted)
  const tops: number[] = []
  let free = 0
  for (const note of sorted) {
    tops.push(Math.max(free, note.wanted))
    free = (tops.at(-1) as number) + note.height + gap
  }
  const at = sorted.findIndex((n) => n.id === fixed)
  if (at >= 0) pull(sorted, tops, gap, at)
  return new Map(sorted.map((note, i) => [note.id, tops[i] as number]))
}

/** Moves the fixed note up to its line, and those before it out of its way. */
function pull(sorted: readonly Note[], tops: number[], gap: number, at: number): void {
  const room = sorted.slice(0, at).reduce((sum, n) => sum + n.height + gap, 0)
  tops[at] = Math.max((sorted[at] as Note).wanted, room)
  for (let i = at - 1; i >= 0; i--) tops[i] = Math.min(tops[i] as number, (tops[i + 1] as number) - gap - (sorted[i] as Note).height)
  for (let i = at + 1; i < sorted.length; i++) {
    const free = (tops[i - 1] as number) + (sorted[i - 1] as Note).height + gap
    tops[i] = Math.max(free, (sorted[i] as Note).wanted)
  }
}
