import { describe, expect, it } from 'vitest'
import { percent, tree, type Branch, type Copy } from './copies'

const copy = (id: string, of: string | null): Copy => ({ report: { id }, how: of ? 'copy' : 'original', of, share: 0.5, back: 0.5, depth: 0, claims: [] }) as unknown as Copy
const shown = (branches: Branch[]): unknown[] => branches.map((b) => (b.below.length ? [b.copy.report.id, ...shown(b.below)] : b.copy.report.id))

describe('tree', () => {
  it.each([
    ['a line', [copy('a', null), copy('b', 'a'), copy('c', 'b')], [['a', ['b', 'c']]]],
    ['two of one', [copy('a', null), copy('b', 'a'), copy('c', 'a')], [['a', 'b', 'c']]],
    ['an original that is not there', [copy('b', 'x'), copy('c', 'b')], [['b', 'c']]],
    ['a circle', [copy('a', 'b'), copy('b', 'a')], [['b', 'a']]],
    ['none', [], []],
  ])('of %s', (_, items, wanted) => expect(shown(tree(items))).toEqual(wanted))
})

it.each([[0.7699, '77 %'], [1, '100 %'], [0, '0 %'], [null, '']])('%j is %s', (share, words) => expect(percent(share)).toBe(words))
