/** The colour of each holder of places: the same for as long as the page is open, whatever the slider shows. */
const COLOURS = 8

class Holders {
  readonly numbers = new Map<string, number>()

  /** Gives colours to holders that have none yet; those that hold most first. The ninth and on share the first ones. */
  meet(names: readonly string[]): void {
    for (const name of names) {
      if (!this.numbers.has(name)) this.numbers.set(name, (this.numbers.size % COLOURS) + 1)
    }
  }

  of(name: string): number {
    return this.numbers.get(name) ?? 0
  }
}

export const holders = new Holders()
