/** A text longer than this is none that a person or a program reads parameters from. */
export const textBytes = 1024 * 1024
/** More texts than this are not kept. */
const mostTexts = 64

/** What stands in the first bytes of a file, before anybody says what it means. */
export interface FileHeader {
  width: number | null
  height: number | null
  durationSeconds: number | null
  texts: Map<string, string>
  /** A TIFF structure. */
  exif: Buffer | null
  xmp: string | null
  /** There is more to read when so many bytes of the file are given. */
  wantedBytes: number | null
}

export function emptyHeader(): FileHeader {
  return { width: null, height: null, durationSeconds: null, texts: new Map(), exif: null, xmp: null, wantedBytes: null }
}

export function keepText(header: FileHeader, key: string, text: string): void {
  if (text !== '' && text.length <= textBytes && header.texts.size < mostTexts && !header.texts.has(key)) header.texts.set(key, text)
}
