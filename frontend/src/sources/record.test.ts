import { expect, it } from 'vitest'
import { about, countsOf, partsOf, type Line } from './record'

const line = (section: Line['section'], what: string): Line => ({ section, about: what, claim: what, incident: null, when: null, published: null, words: '', outcome: 'met', later: [], others: [], settled: null })

it('keeps own and enemy losses apart, control and denials last', () => {
  const parts = partsOf([line('denial', 'air strike'), line('control', 'Palmyra'), line('figure', 'enemy losses: killed'), line('figure', 'own losses: killed'), line('figure', 'enemy losses: injured'), line('figure', 'things: strikes')])
  expect(parts.map((p) => `${p.title} ${p.lines.length}`)).toEqual(['Figures: own losses 1', 'Figures: enemy losses 2', 'Figures: things 1', 'Control of places 1', 'Denials 1'])
})

it('says what a line is about without its part', () => {
  expect(about(line('figure', 'enemy losses: killed'))).toBe('killed')
  expect(about(line('control', 'Deir: ez-Zor'))).toBe('Deir: ez-Zor')
})

it('counts each part', () => {
  const counted = [
    { section: 'figure', about: 'own losses: killed', outcome: 'met', claims: 1 },
    { section: 'figure', about: 'own losses: injured', outcome: 'met', claims: 2 },
    { section: 'figure', about: 'own losses: injured', outcome: 'alone', claims: 4 },
    { section: 'control', about: '', outcome: 'borne out', claims: 1 },
  ]
  expect(countsOf(counted).map((r) => [r.title, r.total, r.counts.get('met') ?? 0])).toEqual([['Figures: own losses', 7, 3], ['Control of places', 1, 0]])
})

it('shows what is said again once', () => {
  const [part] = partsOf([line('control', 'Palmyra'), { ...line('control', 'Palmyra'), claim: 'other' }, { ...line('control', 'Palmyra'), outcome: 'alone' }])
  expect(part?.lines.map((told) => [told.line.outcome, told.again.map((l) => l.claim)])).toEqual([['met', ['other']], ['alone', []]])
})
