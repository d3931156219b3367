/** The work at the queue: what waits, what is shown, what was decided; decisions are recorded one after the other behind the page. */
import { untrack } from 'svelte'
import { Answer } from '../api/ask.svelte'
import { faultOf, get, send } from '../api/client'
import { messages } from '../state/desk.svelte'
import { news } from '../state/news.svelte'
import { bodyOf, current, decisionOf, left, type Decision, type Item } from './order'

interface Done {
  item: Item
  decision: Decision
  /** The entries that it made, in order; a promise until they are recorded. */
  entries: Promise<number[]>
}

type Recorded = { seq: number; undo: boolean }
const AHEAD = 30 // items fetched at once
const MOST = 200 // the API gives no more at once
const FEW = 8 // items left at which the next are fetched at once
const GATHERING = 3_000 // ms after which the queue is read again while the desk still gathers it
const PAUSE = 700 // ms without a decision after which the queue is read again

export class Work {
  passed = $state.raw<string[]>([])
  shown = $state<string | null>(null)
  reason = $state('')
  /** Decisions on their way to the log. */
  underway = $state(0)
  done = $state.raw<Done[]>([])
  private decided = $state.raw<ReadonlySet<string>>(new Set())
  /** Items whose decision was taken back: shown again before the desk lists them again. */
  private back = $state.raw<Item[]>([])
  private line: Promise<unknown> = Promise.resolve()
  readonly answer: Answer<Awaited<ReturnType<typeof get<'/api/queue'>>>>
  readonly open: Item[] = $derived.by(() => left(together(this.back, this.answer.value?.items ?? []), this.decided, this.passed))
  readonly item: Item | null = $derived.by(() => current(this.open, this.shown))
  /** Waiting, less what was decided since the desk last said. */
  readonly waiting: number = $derived.by(() => Math.max(0, (this.answer.value?.progress.waiting ?? 0) - this.unheard))
  private readonly unheard: number = $derived.by(() => (this.answer.value?.items ?? []).filter((i) => this.decided.has(i.id)).length)
  readonly finished: number = $derived.by(() => (this.answer.value?.progress.done ?? 0) + this.unheard)

  /** To be made while a component is set up. The queue is read again when the log has grown and the hands rest, or little is left. */
  constructor(kind: () => Item['kind'] | null, seesPrivate: () => boolean) {
    this.answer = new Answer((signal) => {
      const limit = untrack(() => Math.min(MOST, AHEAD + this.passed.length))
      return get('/api/queue', { query: { kind: kind() ?? undefined, limit, private: seesPrivate() || undefined }, signal })
    }, true)
    let heard = untrack(() => news.seq)
    $effect(() => {
      const seq = news.seq
      if (seq === heard) return
      const timer = setTimeout(
        () => {
          heard = seq
          this.answer.again()
        },
        untrack(() => this.open.length) < FEW ? 0 : PAUSE,
      )
      return () => clearTimeout(timer)
    })
    $effect(() => {
      if (this.answer.value?.complete !== false) return
      const timer = setTimeout(() => this.answer.again(), GATHERING)
      return () => clearTimeout(timer)
    })
  }

  /** Decides what is shown, by a key; gives whether it could. The next item is there at once. */
  press(key: string): boolean {
    const item = this.item
    const decision = item && decisionOf(item, key)
    if (!item || !decision) return false
    const reason = this.reason
    this.reason = ''
    this.shown = null
    this.decided = new Set([...this.decided, item.id])
    this.back = this.back.filter((i) => i.id !== item.id)
    const entries = this.queue(() => this.record(item, decision, reason))
    this.done = [...this.done, { item, decision, entries }]
    return true
  }

  /** Passes over what is shown: it comes again after the rest. */
  pass(): void {
    if (!this.item) return
    this.passed = [...this.passed.filter((id) => id !== this.item?.id), this.item.id]
    this.shown = null
  }

  /** Takes the last decision back and shows its item again. */
  async undo(): Promise<void> {
    const last = this.done.at(-1)
    if (!last) return void messages.say('Nothing was decided here that could be taken back.')
    this.done = this.done.slice(0, -1)
    this.restore(last.item)
    try {
      await this.queue(async () => {
        for (const seq of (await last.entries).toReversed()) {
          const made = await send('post', '/api/entries/{seq}/undo', { path: { seq }, body: {} })
          news.grown((made as Recorded).seq)
        }
      })
      messages.say(`Taken back: ${last.decision.label.toLocaleLowerCase()}.`)
    } catch (error) {
      messages.fail(error)
    }
  }

  private async record(item: Item, decision: Decision, reason: string): Promise<number[]> {
    const made: number[] = []
    let last = 0
    try {
      for (const call of decision.calls) {
        const entry = (await send('post', call.path as '/api/links', { body: bodyOf(call.body, reason) as never })) as Recorded
        if (entry.undo !== false) made.push(entry.seq)
        last = entry.seq
      }
    } catch (error) {
      this.done = this.done.filter((d) => d.item !== item)
      this.restore(item)
      const fault = faultOf(error)
      messages.fail(made.length ? { ...fault, message: `Only in part recorded (${made.length} of ${decision.calls.length}): ${fault.message}` } : fault)
    }
    news.grown(last)
    return made
  }

  private restore(item: Item): void {
    this.decided = new Set([...this.decided].filter((id) => id !== item.id))
    this.back = together([item], this.back)
    this.shown = item.id
  }

  /** Makes one change after the other: each sees the log as the one before left it. */
  private queue<T>(run: () => Promise<T>): Promise<T> {
    this.underway += 1
    const mine = this.line.then(run, run)
    this.line = mine.then(
      () => (this.underway -= 1),
      () => (this.underway -= 1),
    )
    return mine
  }
}

function together(first: readonly Item[], then: readonly Item[]): Item[] {
  const known = new Set(first.map((i) => i.id))
  return [...first, ...then.filter((i) => !known.has(i.id))]
}
