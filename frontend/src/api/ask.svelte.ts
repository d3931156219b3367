/** A question whose answer follows the state it was asked with. */
import { untrack } from 'svelte'
import { faultOf, isAborted, type Fault } from './client'
import { news } from '../state/news.svelte'

export class Answer<T> {
  /** The newest answer; while the next is on its way, still the one before (no flicker). */
  value = $state.raw<T | null>(null)
  problem = $state.raw<Fault | null>(null)
  loading = $state(true)
  private round = $state(0)

  /**
   * `question` is run at once and again whenever reactive state that it reads before its first `await` changes, and when the
   * ledger gets new entries (unless `still`). It gets a signal that is raised when the next question takes its place.
   * To be made while a component is set up.
   */
  constructor(question: (signal: AbortSignal) => Promise<T>, still = false) {
    $effect(() => {
      void this.round
      if (!still) void news.seq
      const stop = new AbortController()
      const answer = question(stop.signal)
      untrack(() => (this.loading = true))
      answer.then(
        (value) => {
          if (stop.signal.aborted) return
          this.value = value
          this.problem = null
          this.loading = false
        },
        (error: unknown) => {
          if (stop.signal.aborted || isAborted(error)) return
          this.problem = faultOf(error)
          this.loading = false
        },
      )
      return () => stop.abort()
    })
  }

  /** Asks again. */
  again(): void {
    this.round += 1
  }
}

/** `const events = ask((signal) => get('/api/events', { query: askView(here.view), signal }))`. */
export function ask<T>(question: (signal: AbortSignal) => Promise<T>, still = false): Answer<T> {
  return new Answer(question, still)
}

/** A list that is read page by page: `items` so far, `more()` for the next page. */
export class Pages<T> {
  items = $state.raw<T[]>([])
  problem = $state.raw<Fault | null>(null)
  loading = $state(true)
  next = $state.raw<string | null>(null)
  private round = $state(0)
  private stop = new AbortController()

  /** `question(cursor, signal)` gives a page. Starts again when reactive state that it reads changes (see `Answer`). */
  constructor(private readonly question: (cursor: string | null, signal: AbortSignal) => Promise<{ items: T[]; next: string | null }>) {
    $effect(() => {
      void this.round
      void news.seq
      const stop = new AbortController()
      this.stop = stop
      const page = question(null, stop.signal)
      untrack(() => (this.loading = true))
      this.take(page, stop, true)
      return () => stop.abort()
    })
  }

  /** Reads the next page. */
  more(): void {
    if (this.next === null || this.loading) return
    this.loading = true
    this.take(this.question(this.next, this.stop.signal), this.stop, false)
  }

  /** Starts again at the first page. */
  again(): void {
    this.round += 1
  }

  private take(page: Promise<{ items: T[]; next: string | null }>, stop: AbortController, anew: boolean): void {
    page.then(
      (got) => {
        if (stop.signal.aborted) return
        this.items = anew ? got.items : [...this.items, ...got.items]
        this.next = got.next
        this.problem = null
        this.loading = false
      },
      (error: unknown) => {
        if (stop.signal.aborted || isAborted(error)) return
        this.problem = faultOf(error)
        this.loading = false
      },
    )
  }
}

export function pages<T>(question: (cursor: string | null, signal: AbortSignal) => Promise<{ items: T[]; next: string | null }>): Pages<T> {
  return new Pages(question)
}
