import { describe, expect, it } from 'vitest'
import { draftOf, faultOfDraft, valueOf } from './draft'
import { FIELDS, fieldOf, fieldOfRole, partsOf, type Claim } from './fields'

const CLAIM = {
  type: 'air_strike', mode: null, scope: 'event', status: 'happened', evidence: null, when: '2016-12-11', when_precision: 'day', said: null,
  parties: [{ role: 'initiator', name: 'A', words: null, attribution: 'suspected' }], places: [], voices: [{ name: 'SOHR', kind: 'monitor', words: null, joint: false }],
  figures: [{ measure: 'killed', unit: 'people', group: null, low: 3, best: 3, high: null, comparator: null, approximate: false, words: 'several', part_of: null, text: '' }],
  changes: [], weapons: [], text: '', chain: '', words: 'w',
} as unknown as Claim
const ANCHOR = { text: 'more than 300 militants', start: 5, end: 28 }

describe('drafts of corrections', () => {
  it('begin as the claim is, and are sent as they began', () => {
    for (const field of FIELDS) {
      const draft = draftOf(CLAIM, field, null)
      expect(faultOfDraft(draft, field)).toBeNull()
      expect(valueOf(draft, field)).toBeDefined()
    }
    expect(valueOf(draftOf(CLAIM, fieldOf('when'), null), fieldOf('when'))).toBe('2016-12-11')
    expect(valueOf(draftOf(CLAIM, fieldOf('said'), null), fieldOf('said'))).toBeNull()
  })
  it('take words as a number, by the codebook’s table', () => {
    const field = fieldOf('figures')
    expect(valueOf(draftOf(CLAIM, field, ANCHOR), field)).toMatchObject([{ text: 'several' }, { text: ANCHOR.text, start: 5, end: 28, low: 300, best: 300, comparator: 'gt' }])
  })
  it('take words as a source that speaks first, and as a side', () => {
    expect(valueOf(draftOf(CLAIM, fieldOf('voices'), ANCHOR), fieldOf('voices'))).toMatchObject([{ name: ANCHOR.text }, { name: 'SOHR' }])
    expect(valueOf(draftOf(CLAIM, fieldOf('initiators'), ANCHOR), fieldOf('initiators'))).toMatchObject([{ name: 'A', attribution: 'suspected' }, { name: ANCHOR.text, start: 5 }])
  })
  it('take words as what a time stands on, once the time is given', () => {
    const [field, words] = [fieldOf('when'), { text: 'on\nSunday', start: 3, end: 12 }]
    const draft = draftOf(CLAIM, field, words)
    expect(valueOf(draft, field)).toEqual({ value: '2016-12-11', ...words })
    draft.word = ' '
    expect(faultOfDraft(draft, field)).toBe('Give the time that “on Sunday” means.')
    expect(valueOf({ ...draft, mention: null }, field)).toBeNull()
  })
  it('take words as a weapon, and forget where they stand when they are changed', () => {
    const [field, words] = [fieldOf('weapons'), { text: 'barrel\nbombs', start: 3, end: 15 }]
    const draft = draftOf({ ...CLAIM, weapons: ['rockets'] }, field, words)
    expect(valueOf(draft, field)).toEqual([{ text: 'rockets' }, words])
    draft.weapons[1]!.name = 'bombs'
    draft.weapons[0]!.name = ' '
    expect(valueOf(draft, field)).toEqual([{ text: 'bombs' }])
  })
  it('are not sent with numbers that are out of order', () => {
    const field = fieldOf('figures')
    const draft = draftOf(CLAIM, field, { text: 'fighters', start: 0, end: 8 })
    expect(faultOfDraft(draft, field)).toBe('Give at least one number.')
  })
})

describe('fields', () => {
  it('read in words', () => {
    expect(partsOf(CLAIM, 'initiators')).toEqual(['A (suspected)'])
    expect(partsOf(CLAIM, 'figures')).toEqual(['“several”: killed 3 or more people'])
    expect(partsOf(CLAIM, 'voices')).toEqual(['SOHR (monitor)'])
    expect(partsOf(CLAIM, 'mode')).toEqual([])
  })
  it('belong to roles', () => {
    expect(fieldOfRole('quantity')?.name).toBe('figures')
    expect(fieldOfRole('weapon')?.name).toBe('weapons')
    expect(fieldOfRole('claim')).toBeNull()
  })
})
