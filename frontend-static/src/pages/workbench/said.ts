import { nextTick, ref, shallowRef, useTemplateRef } from 'vue'

/**
 * What a page says once something was done: it reads anew, and leads the reader to the words. The page gives the paragraph
 * that holds them `ref="box"`.
 *
 * @param close what has to be closed first
 */
export function useSaid(reload: () => void, close: () => void = () => {}) {
  const said = ref('')
  const box = useTemplateRef<HTMLElement>('box')

  async function done(text: string) {
    close()
    said.value = text
    reload()
    await nextTick()
    box.value?.focus()
  }

  return { said, done }
}

/**
 * What somebody is about to do on a page, one thing at a time: its form is opened as the page's `.panel`, and leads there
 * to its first field; once it is done it is closed, and the page says so.
 */
export function useDoing<T>(reload: () => void) {
  const doing = shallowRef<T | null>(null)
  const { said, done } = useSaid(reload, () => (doing.value = null))

  async function begin(what: T) {
    said.value = ''
    doing.value = what
    await nextTick()
    const panel = document.querySelector<HTMLElement>('.panel')
    panel?.scrollIntoView({ block: 'start' })
    panel?.querySelector<HTMLElement>('input, textarea, select')?.focus({ preventScroll: true })
  }

  return { doing, said, done, begin }
}
