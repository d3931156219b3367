import { describe, expect, it } from 'vitest'
import { askView, carried, patched, readView } from './address'

describe('readView', () => {
  it('takes what is asked and nothing empty', () => {
    const view = readView(new URLSearchParams('?as_of=2016-12-11T12:00Z&during=2016-12-08/2016-12-11&type=&private=1&withdrawn=no&strange=x'))
    expect(view.as_of).toBe('2016-12-11T12:00Z')
    expect(view.during).toBe('2016-12-08/2016-12-11')
    expect(view.type).toBeNull()
    expect(view.private).toBe(true)
    expect(view.withdrawn).toBe(false)
    expect(askView(view)).toEqual({ as_of: '2016-12-11T12:00Z', during: '2016-12-08/2016-12-11', private: true })
    expect(askView(view, ['as_of'])).toEqual({ as_of: '2016-12-11T12:00Z' })
  })
})

describe('patched', () => {
  it.each([
    ['', { as_of: '2016-12-11' }, '?as_of=2016-12-11'],
    ['?as_of=2016', { as_of: null }, ''],
    ['?a=1&place=x&place=y', { place: ['z', 'w'] }, '?a=1&place=z&place=w'],
    ['?during=2016', { during: '2016-12-01/2016-12-31', box: '37,34,39,36' }, '?during=2016-12-01/2016-12-31&box=37,34,39,36'],
    ['', { private: true, withdrawn: false }, '?private=1'],
    ['', { actor: 'تدمر & co' }, '?actor=%D8%AA%D8%AF%D9%85%D8%B1+%26+co'],
  ])('%j %j', (search, patch, wanted) => {
    expect(patched(search, patch)).toBe(wanted)
  })
  it('reads back what it prints', () => {
    const name = 'a/b:c,d&e=f?g#h+i j%2F'
    expect(new URLSearchParams(patched('', { actor: name })).get('actor')).toBe(name)
  })
})

describe('carried', () => {
  it('keeps moment, filters and policy, and drops what belongs to one page', () => {
    expect(carried('?as_of=2016&type=air_strike&policy=ibc&at=34.5,38.2,7&box=1,2,3,4&x=1')).toBe('?as_of=2016&type=air_strike&policy=ibc')
    expect(carried('?as_of=2016', { place: 'Palmyra' })).toBe('?as_of=2016&place=Palmyra')
  })
})
