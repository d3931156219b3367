import { expect, it } from 'vitest'
import { sample } from './sample'

it.each([0, 1, 3, 5, 9])('draws %i of five, each once, in order', (many) => {
  const drawn = sample([1, 2, 3, 4, 5], many, Math.random)
  expect(drawn.length).toBe(Math.min(5, many))
  expect([...new Set(drawn)].sort()).toEqual(drawn)
})
