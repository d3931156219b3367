/** Offsets of the API count Unicode code points; JavaScript's strings count UTF-16 units. This is the way between. */

export class Points {
  private readonly wide: number[] // code-point offsets of the characters that take two units, in order

  constructor(readonly text: string) {
    this.wide = []
    for (let unit = 0, point = 0; unit < text.length; point++) {
      const two = (text.codePointAt(unit) ?? 0) > 0xffff
      if (two) this.wide.push(point)
      unit += two ? 2 : 1
    }
  }

  /** Code points in the text. */
  get length(): number {
    return this.text.length - this.wide.length
  }

  /** The UTF-16 offset of a code-point offset. */
  unit(point: number): number {
    return point + before(this.wide, point)
  }

  /** The code-point offset of a UTF-16 offset; one inside a character counts as its start. */
  point(unit: number): number {
    let low = 0
    let high = this.wide.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.wide[middle] as number) + middle + 1 <= unit) low = middle + 1
      else high = middle
    }
    return unit - low
  }

  /** The words between two code-point offsets. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end))
  }
}

/** How many of the sorted numbers are smaller. */
function before(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < limit) low = middle + 1
    else high = middle
  }
  return low
}
