/** The desk as a whole: where the log stands, the codebook's words, who asks, what has to be said to the reader. */
import { faultOf, get, type Fault, type Schemas } from '../api/client'
import { news } from './news.svelte'

export type Head = Schemas['Head']
export type Role = 'reader' | 'coder' | 'reviewer' | 'admin'
const RANKS: readonly string[] = ['reader', 'coder', 'reviewer', 'admin']

class Desk {
  head = $state.raw<Head | null>(null)
  problem = $state.raw<Fault | null>(null)

  /** Reads the head of the log again: at the start, after a log-in, when the log has grown. */
  async read(): Promise<void> {
    try {
      this.head = await get('/api/head')
      this.problem = null
      news.grown(this.head.seq)
    } catch (error) {
      this.problem = faultOf(error)
    }
  }

  /** Whether the one who asks may do what takes this role. */
  may(role: Role): boolean {
    const me = this.head?.me
    return !!me && !me.public && RANKS.indexOf(me.role) >= RANKS.indexOf(role)
  }
}

export const desk = new Desk()

export interface Message {
  id: number
  kind: 'news' | 'problem'
  text: string
  /** Something to do about it: { label: "Undo", run } */
  deed?: { label: string; run: () => void }
}

class Messages {
  list = $state<Message[]>([])
  private last = 0

  /** Shows a message for a while, and has it read out. */
  say(text: string, deed?: Message['deed'], seconds = 8): void {
    this.put({ id: ++this.last, kind: 'news', text, deed }, seconds)
  }

  /** Shows an error until it is put away. */
  fail(error: unknown): void {
    const fault = faultOf(error)
    this.put({ id: ++this.last, kind: 'problem', text: [fault.message, fault.wayOut].filter(Boolean).join(' ') }, 0)
  }

  drop(id: number): void {
    this.list = this.list.filter((m) => m.id !== id)
  }

  private put(message: Message, seconds: number): void {
    this.list = [...this.list.slice(-3), message]
    if (seconds > 0) setTimeout(() => this.drop(message.id), seconds * 1000)
  }
}

export const messages = new Messages()
