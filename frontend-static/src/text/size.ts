const MIB = 1024 * 1024

/** A size in bytes for people: whole KiB, or MiB to one place; never less than it is. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  if (bytes < MIB) return `${Math.ceil(bytes / 1024)} KiB`
  const tenths = Math.ceil((bytes * 10) / MIB)
  return tenths % 10 === 0 ? `${tenths / 10} MiB` : `${(tenths / 10).toFixed(1)} MiB`
}
