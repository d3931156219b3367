/** What people change: done, said, and taken back. */
import { messages } from '../state/desk.svelte'
import { news } from '../state/news.svelte'
import { send, type Schemas } from './client'

export type Recorded = Schemas['Recorded']

/** Records something: says so with a way to take it back, or says why it could not be done. Gives what was recorded, or null. */
export async function deed<R extends Recorded>(said: string, record: () => Promise<R>): Promise<R | null> {
  try {
    const made = await record()
    news.grown(made.seq)
    messages.say(said, made.undo ? { label: 'Undo', run: () => void undo([made.seq]) } : undefined, 12)
    return made
  } catch (error) {
    messages.fail(error)
    return null
  }
}

/** The same for several entries at once. */
export async function deeds(said: string, record: () => Promise<{ items: Recorded[] }>): Promise<Recorded[] | null> {
  try {
    const made = (await record()).items
    news.grown(Math.max(0, ...made.map((m) => m.seq)))
    const back = made.filter((m) => m.undo).map((m) => m.seq)
    messages.say(said, back.length ? { label: 'Undo', run: () => void undo(back) } : undefined, 12)
    return made
  } catch (error) {
    messages.fail(error)
    return null
  }
}

/** Takes entries back, the last first. Gives whether all could be. */
export async function undo(entries: readonly number[], reason: string | null = null): Promise<boolean> {
  try {
    for (const seq of [...entries].sort((a, b) => b - a)) {
      const made = await send('post', '/api/entries/{seq}/undo', { path: { seq }, body: { reason } })
      news.grown(made.seq)
    }
    messages.say('Taken back.')
    return true
  } catch (error) {
    messages.fail(error)
    return false
  }
}
