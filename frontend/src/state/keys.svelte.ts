/** Keyboard shortcuts: one list for the keys and for the dialog that `?` opens. */

import { untrack } from 'svelte'

export interface Shortcut {
  /** "/" , "?" , "j" , or two keys in a row: "g m". `Event.key`, case matters. */
  keys: string
  label: string
  /** Where the dialog lists it: "Everywhere", "This page". */
  group?: string
  run: (event: KeyboardEvent) => void
}

const WAIT = 1500 // ms in which the second key of two has to come

class Keys {
  list = $state.raw<Shortcut[]>([])
  private first = ''
  private since = 0

  /** Adds shortcuts while a component is there: `$effect(() => keys.add([...]))`. Gives a function that takes them away. */
  add(shortcuts: Shortcut[]): () => void {
    this.list = [...untrack(() => this.list), ...shortcuts]
    return () => {
      this.list = untrack(() => this.list).filter((s) => !shortcuts.includes(s))
    }
  }

  /** Takes a key; fields, dialogs and keys with Ctrl, Alt or Meta keep theirs. */
  readonly press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
    if (document.querySelector('dialog[open]')) return
    const pair = event.timeStamp - this.since < WAIT ? `${this.first} ${event.key}` : ''
    const found = this.list.findLast((s) => s.keys === pair) ?? this.list.findLast((s) => s.keys === event.key)
    this.first = event.key
    this.since = event.timeStamp
    if (!found) return
    event.preventDefault()
    this.first = ''
    found.run(event)
  }
}

function isTyping(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement | null
  if (!at?.closest) return false
  return !!at.closest('input:not([type="checkbox"], [type="radio"], [type="button"], [type="range"]), select, textarea, [contenteditable="true"]')
}

export const keys = new Keys()
