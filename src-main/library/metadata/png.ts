import { inflateSync } from 'node:zlib'
import { emptyHeader, keepText, textBytes, type FileHeader } from './header'

/** Chunks before the pixels are read, and those after them as far as the bytes go. */
export function readPng(bytes: Buffer): FileHeader {
  const header = emptyHeader()
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'IEND') break
    if (data.length < length) {
      if (isText(type) && length <= textBytes) header.wantedBytes = at + 8 + length + 12
      break
    }
    if (type === 'IHDR') {
      header.width = data.readUInt32BE(0)
      header.height = data.readUInt32BE(4)
    } else if (type === 'eXIf') header.exif = data
    else if (isText(type)) readText(header, type, data)
    at += 12 + length
  }
  return header
}

function isText(type: string): boolean {
  return type === 'tEXt' || type === 'zTXt' || type === 'iTXt' || type === 'eXIf'
}

function readText(header: FileHeader, type: string, data: Buffer): void {
  const keyEnd = data.indexOf(0)
  if (keyEnd < 1 || keyEnd > 79) return
  const key = data.toString('latin1', 0, keyEnd)
  if (type === 'tEXt') return put(header, key, decoded(data.subarray(keyEnd + 1)))
  if (type === 'zTXt') return put(header, key, decoded(inflate(data.subarray(keyEnd + 2))))
  const isCompressed = data[keyEnd + 1] === 1
  const languageEnd = data.indexOf(0, keyEnd + 3)
  const translatedEnd = data.indexOf(0, languageEnd + 1)
  if (languageEnd < 0 || translatedEnd < 0) return
  const body = data.subarray(translatedEnd + 1)
  put(header, key, (isCompressed ? inflate(body) : body).toString('utf8'))
}

function put(header: FileHeader, key: string, text: string): void {
  if (key === 'XML:com.adobe.xmp') header.xmp = text
  else keepText(header, key, text)
}

/** Latin-1 by the standard, UTF-8 by what many programs write. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

/** Nothing for what does not unpack, or unpacks to too much. */
function inflate(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: textBytes })
  } catch {
    return Buffer.alloc(0)
  }
}
