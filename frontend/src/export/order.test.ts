import { expect, it } from 'vitest'
import { readView } from '../state/address'
import { exportQuery, orderOf, size } from './order'

const view = readView(new URLSearchParams('?during=2016&type=air_strike&report=abc&private=1'))

it('asks an export with the view, the policy and the switch', () => {
  expect(exportQuery(view, 'ibc', true)).toEqual({ during: '2016', type: 'air_strike', report: 'abc', private: true, policy: 'ibc', unreviewed: true })
  expect(exportQuery(readView(new URLSearchParams()), null, false)).toEqual({})
})

it('orders a release of what the view cuts, with what the form tells', () => {
  const form = new FormData()
  for (const [name, value] of [['name', ' Palmyra '], ['version', '1.0'], ['format', 'incidents'], ['format', 'acled'], ['authors', 'A; B\n\nC'], ['licence', '']]) form.append(name as string, value as string)
  expect(orderOf(form, view)).toEqual({
    name: 'Palmyra', version: '1.0', formats: ['incidents', 'acled'], policy: null, unreviewed: false, licence: null, authors: ['A', 'B', 'C'], against: null,
    filters: { during: '2016', type: 'air_strike' },
  })
  expect(orderOf(new FormData(), readView(new URLSearchParams()))).toMatchObject({ formats: null, filters: null, authors: [] })
})

it.each([[0, '0 bytes'], [999, '999 bytes'], [1234, '1.2 kB'], [12345, '12 kB'], [5_600_000, '5.6 MB'], [7e12, '7000 GB']])('%i is %s', (bytes, words) => expect(size(bytes)).toBe(words))
