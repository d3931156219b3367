/** Files on their way in: which kinds are read, folders taken apart, requests of a size that the desk takes. Pure but for `filesOf`. */

export const KINDS = ['.txt', '.md', '.html', '.htm', '.jsonl'] // by the file's ending; of others the desk says that it does not read them
export const MOST_FILES = 200 // of one request; the API takes 500
export const MOST_BYTES = 24 * 1024 * 1024 // of one request; the desk takes 32 MiB by default

export interface Sized {
  name: string
  size: number
}

/** Files in requests that are small enough, in their order; one that is too large for any goes by itself, and the desk says why. */
export function requestsOf<F extends Sized>(files: readonly F[], mostFiles = MOST_FILES, mostBytes = MOST_BYTES): F[][] {
  const requests: F[][] = []
  let bytes = 0
  for (const file of files) {
    const last = requests.at(-1)
    if (!last || last.length >= mostFiles || bytes + file.size > mostBytes) {
      requests.push([file])
      bytes = file.size
    } else {
      last.push(file)
      bytes += file.size
    }
  }
  return requests
}

/** Whether a file of a folder is one to send: of a kind that is read, and none that is hidden. */
export function isReport(name: string): boolean {
  const last = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  return !last.startsWith('.') && KINDS.some((kind) => last.endsWith(kind))
}

/** The files of a drop; folders are gone through, of them only what is a report. */
export async function filesOf(data: DataTransfer): Promise<{ files: File[]; left: number }> {
  const entries = [...data.items].flatMap((item) => (item.kind === 'file' ? [item.webkitGetAsEntry?.() ?? null] : []))
  const plain = [...data.files]
  if (entries.every((e) => e === null || e.isFile)) return { files: plain, left: 0 }
  const files: File[] = []
  let left = 0
  const walk = async (entry: FileSystemEntry, inFolder: boolean): Promise<void> => {
    if (entry.isFile) {
      if (inFolder && !isReport(entry.name)) left += 1
      else files.push(await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail)))
      return
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader()
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
      if (some.length === 0) return
      for (const inner of some) await walk(inner, true)
    }
  }
  for (const entry of entries) if (entry) await walk(entry, false)
  return { files, left }
}

export interface Counts {
  new: number
  known: number
  redacted: number
  not_coded: number
  rejected: number
}

interface Told {
  kept: readonly { state: 'new' | 'known' | 'redacted' | 'not_coded' }[]
  rejected: readonly unknown[]
}

/** What became of the reports of a job. */
export function countsOf(job: Told): Counts {
  const counts: Counts = { new: 0, known: 0, redacted: 0, not_coded: 0, rejected: job.rejected.length }
  for (const report of job.kept) counts[report.state] += 1
  return counts
}
