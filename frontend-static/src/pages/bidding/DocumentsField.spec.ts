import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Refused } from '../../api/client'
import * as api from '../../api/upload'
import type { DocumentHandle } from './documents'
import DocumentsField from './DocumentsField.vue'

const handle = (name: string): DocumentHandle => ({
  id: `id of ${name}`,
  key: 'ab'.repeat(32),
  name,
  mediaType: 'application/pdf',
  size: 2048,
  sha256: 'cd'.repeat(32),
})

function show(documents: DocumentHandle[] = []) {
  const wrapper = mount(DocumentsField, {
    props: {
      id: 'f-documents-1',
      path: '/api/notices/N/lots/1',
      modelValue: documents,
      'onUpdate:modelValue': (value: DocumentHandle[]) =>
        void wrapper.setProps({ modelValue: value }),
    },
    attachTo: document.body,
  })
  return wrapper
}

async function choose(wrapper: ReturnType<typeof show>, ...files: File[]) {
  const input = wrapper.find('input')
  Object.defineProperty(input.element, 'files', { value: files, configurable: true })
  await input.trigger('change')
  await flushPromises()
}
const file = (name: string, bytes = 'x') => new File([bytes], name)

beforeEach(() => void vi.spyOn(api, 'upload'))
afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

it('hands each chosen file in for its lot, and lists what will be sealed', async () => {
  const sent = vi
    .mocked(api.upload)
    .mockImplementation((f) => Promise.resolve(handle(f.name) as never))
  const wrapper = show()
  await choose(wrapper, file('方案.pdf'), file('报价.xlsx'))

  expect(sent.mock.calls.map((c) => c[3])).toEqual([
    '/api/notices/N/lots/1/bid-documents',
    '/api/notices/N/lots/1/bid-documents',
  ])
  expect(wrapper.findAll('.have li').map((li) => li.text())).toEqual([
    expect.stringContaining('方案.pdf'),
    expect.stringContaining('报价.xlsx'),
  ])
  expect(wrapper.text()).not.toContain('abab')
  expect(wrapper.emitted('busy')).toEqual([[true], [false]])
})

it('says a refusal at the field and keeps what was there', async () => {
  vi.mocked(api.upload).mockRejectedValue(
    new Refused({
      type: '/problems/file-refused',
      title: '文件不能接受',
      status: 415,
      detail: '不是可接受的格式',
    }),
  )
  const wrapper = show([handle('方案.pdf')])
  await choose(wrapper, file('程序.pdf'), file('其后.pdf'))

  expect(wrapper.find('[role=alert]').text()).toContain('“程序.pdf”没有上传：不是可接受的格式')
  expect(wrapper.find('input').attributes('aria-invalid')).toBe('true')
  expect(api.upload).toHaveBeenCalledOnce()
  expect(wrapper.findAll('.have li')).toHaveLength(1)
})

it('sends no empty file, and removes one with the keyboard going back to the field', async () => {
  const wrapper = show([handle('方案.pdf')])
  await choose(wrapper, file('空.pdf', ''))
  expect(wrapper.find('[role=alert]').text()).toContain('空文件')
  expect(api.upload).not.toHaveBeenCalled()

  await wrapper.find('.have button').trigger('click')
  await flushPromises()
  expect(wrapper.findAll('.have li')).toHaveLength(0)
  expect(wrapper.find('[role=status]').text()).toBe('方案.pdf 已移除')
  expect(document.activeElement).toBe(wrapper.find('input').element)
})
