/** Families of event types: what one act may be read as. Each has a colour of its own, and a letter for who sees no colours. */
import { desk } from '../state/desk.svelte'

export const FAMILIES = ['battle', 'strike', 'bomb', 'civilians', 'protest', 'strategic', 'words', 'holding'] as const
export type Family = (typeof FAMILIES)[number]

export const FAMILY_WORDS: Record<Family, string> = {
  battle: 'Battles and territory',
  strike: 'Strikes and shelling',
  bomb: 'Bombs',
  civilians: 'Attacks on civilians',
  protest: 'Protests and riots',
  strategic: 'Strategic developments',
  words: 'Words, aid, agreements',
  holding: 'Who holds a place',
}

/** The family of a type; "strategic" for one that the codebook does not have. */
export function familyOf(type: string): Family {
  if (type === 'holding') return 'holding'
  const family = desk.head?.words.types.find((t) => t.name === type)?.family
  return FAMILIES.find((f) => f === family) ?? 'strategic'
}
