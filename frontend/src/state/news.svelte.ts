/** What happens on the desk while the page is open: new entries of the log, the progress of an ingest, new incidents. */

export type Kind = 'entry' | 'ingest' | 'incident'
type Hearer = (data: unknown) => void

class News {
  /** Number of the last entry of the log that this page has heard of; questions are asked again when it grows. */
  seq = $state(0)
  private source: EventSource | null = null
  private readonly hearers = new Map<Kind, Set<Hearer>>()

  /** Hears of one kind of news. Gives a function that stops it. */
  on(kind: Kind, hearer: Hearer): () => void {
    const all = this.hearers.get(kind) ?? new Set()
    this.hearers.set(kind, all.add(hearer))
    return () => void all.delete(hearer)
  }

  /** Says that the log has grown: after a change that this page has made. */
  grown(seq: number): void {
    if (seq > this.seq) this.seq = seq
  }

  start(): void {
    if (this.source) return
    const source = new EventSource('/api/stream')
    this.source = source
    for (const kind of ['entry', 'ingest', 'incident'] as const) {
      source.addEventListener(kind, (event) => {
        const data = parsed((event as MessageEvent<string>).data)
        const seq = (data as { seq?: unknown } | null)?.seq
        if (kind === 'entry' && typeof seq === 'number') this.grown(seq)
        for (const hearer of this.hearers.get(kind) ?? []) hearer(data)
      })
    }
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) this.source = null // not there, or not allowed: the page does without
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const news = new News()
