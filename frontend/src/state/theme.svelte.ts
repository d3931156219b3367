/** Light or dark: as the system has it, unless the reader chose. */

export type Choice = 'system' | 'light' | 'dark'
const KEY = 'dateline.theme'

class Theme {
  choice = $state<Choice>(chosen())
  private system = $state(matchMedia('(prefers-color-scheme: dark)').matches)
  readonly dark: boolean = $derived(this.choice === 'dark' || (this.choice === 'system' && this.system))

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => {
      this.system = event.matches
      this.show()
    })
    this.show()
  }

  choose(choice: Choice): void {
    this.choice = choice
    try {
      if (choice === 'system') localStorage.removeItem(KEY)
      else localStorage.setItem(KEY, choice)
    } catch {
      // a browser that keeps nothing: the choice holds until the page is closed
    }
    this.show()
  }

  private show(): void {
    document.documentElement.dataset.theme = this.dark ? 'dark' : 'light'
  }
}

function chosen(): Choice {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}

export const theme = new Theme()
