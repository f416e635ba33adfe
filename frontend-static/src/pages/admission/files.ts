import { reactive } from 'vue'
import type { StoredFile } from '../../api/upload'

// names of what was uploaded from this page; an application keeps ids alone
const names = reactive(new Map<string, string>())

export function rememberFile(file: StoredFile): void {
  names.set(file.id, file.name)
}

export function nameOfFile(id: string): string {
  return names.get(id) ?? '已上传的文件'
}
