import { nextTick, ref, useTemplateRef } from 'vue'

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
