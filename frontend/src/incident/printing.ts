/** Opens what is folded (`details[data-print]`) while the page is printed. Gives a function that stops it. */
export function openForPrint(): () => void {
  let opened: HTMLDetailsElement[] = []
  const before = (): void => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details[data-print]:not([open])')]
    for (const part of opened) part.open = true
  }
  const after = (): void => {
    for (const part of opened) part.open = false
    opened = []
  }
  addEventListener('beforeprint', before)
  addEventListener('afterprint', after)
  return () => {
    removeEventListener('beforeprint', before)
    removeEventListener('afterprint', after)
  }
}
