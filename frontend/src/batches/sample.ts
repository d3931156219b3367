/** Some of the things at random, in their order. `random` gives numbers from 0 up to 1. */
export function sample<T>(things: readonly T[], many: number, random: () => number): T[] {
  const left = things.map((_, i) => i)
  const drawn: number[] = []
  while (drawn.length < many && left.length > 0) drawn.push(...left.splice(Math.floor(random() * left.length), 1))
  return drawn.sort((a, b) => a - b).map((i) => things[i] as T)
}
