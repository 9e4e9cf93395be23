import { readFile } from 'node:fs/promises'
import { clipPath, type ClipName } from '../../fixtures/clips'
import { randomOf } from '../../bench/random'

export interface HostileFile {
  name: string
  bytes: Buffer
}

/** Real files to be broken. */
const victims: ClipName[] = ['h264.mp4', 'h264.mkv', 'vp9.webm', 'h264.ts', 'frames.gif', 'tone.mp3', 'tone.wav', 'tone.flac', 'tone.ogg', 'tone.m4a', 'still.png', 'still.jpg']

/** Two hundred files that nobody should send: each of them leads to `address`, to other files, or nowhere for very long. */
export async function hostileFiles(address: string): Promise<HostileFile[]> {
  const whole = await Promise.all(victims.map(async (name) => ({ name, bytes: await readFile(await clipPath(name)) })))
  const files = [...texts(address), ...disguised(address, whole[0]!.bytes), ...bombs(whole), ...truncated(whole), ...links(address, whole[0]!.bytes)]
  return [...files, ...flipped(whole, 200 - files.length)]
}

/** Playlists and pages under the names of media. */
function texts(address: string): HostileFile[] {
  const words: Record<string, string> = {
    m3u8: `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${address}/a.ts\n#EXT-X-ENDLIST\n`,
    'm3u8-file': '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n',
    'm3u8-key': `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="${address}/key"\n#EXTINF:10,\na.ts\n`,
    concat: `ffconcat version 1.0\nfile '${address}/a.mp4'\n`,
    'concat-file': "ffconcat version 1.0\nfile '/etc/passwd'\n",
    sdp: `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5000 RTP/AVP 96\na=control:${address}\n`,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${address}/x.png"/></svg>`,
    xml: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "${address}/e">]><MPD><BaseURL>${address}/</BaseURL>&e;</MPD>`,
    html: `<!doctype html><html><img src="${address}/x.png"><script src="${address}/x.js"></script></html>`,
    asx: `<asx version="3.0"><entry><ref href="${address}/a.mp4"/></entry></asx>`,
    pls: `[playlist]\nFile1=${address}/a.mp3\nNumberOfEntries=1\n`,
    script: `#!/bin/sh\ncurl ${address}/pwned\n`,
    ffmetadata: `;FFMETADATA1\ntitle=${address}\n`,
    srt: `1\n00:00:00,000 --> 00:00:09,000\n<img src="${address}">\n`,
    rtsp: `RTSPtext\nrtsp://127.0.0.1/x\n`,
    nothing: '',
    spaces: ' '.repeat(8_000),
  }
  const extensions = ['mp4', 'gif', 'mp3']
  return Object.entries(words).flatMap(([name, text]) => extensions.map((extension) => ({ name: `${name}.${extension}`, bytes: Buffer.from(text) })))
}

/** A playlist behind the first bytes of something known, and the other way round. */
function disguised(address: string, movie: Buffer): HostileFile[] {
  const list = Buffer.from(`\n#EXTM3U\n#EXTINF:10,\n${address}/a.ts\n`)
  const starts: Record<string, Buffer> = {
    'ftyp.mp4': movie.subarray(0, 32),
    'ebml.mkv': Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), Buffer.from('matroska')]),
    'png.png': Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
    'gif.gif': Buffer.from('GIF89a\xff\xff\xff\xff\xf7\0\0', 'latin1'),
    'jpeg.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    'riff.wav': Buffer.from('RIFF\xff\xff\xff\x7fWAVEfmt ', 'latin1'),
    'webp.webp': Buffer.from('RIFF\xff\xff\xff\x7fWEBPVP8X', 'latin1'),
    'ogg.ogg': Buffer.from('OggS\0\x02', 'latin1'),
    'flac.flac': Buffer.from('fLaC\0\xff\xff\xff', 'latin1'),
    'id3.mp3': Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1'),
    'ts.ts': Buffer.concat(Array.from({ length: 4 }, () => Buffer.concat([Buffer.from([0x47, 0x40, 0, 0x10]), Buffer.alloc(184, 0xff)]))),
  }
  const endless = Buffer.alloc(64 * 1024, 0x41)
  return Object.entries(starts).flatMap(([name, bytes]) => [
    { name: `list-behind-${name}`, bytes: Buffer.concat([bytes, list]) },
    { name: `nothing-behind-${name}`, bytes: Buffer.concat([bytes, endless]) },
  ])
}

/** Headers that promise more than can be held. */
function bombs(whole: readonly HostileFile[]): HostileFile[] {
  const of = (name: string) => Buffer.from(whole.find((file) => file.name === name)!.bytes)
  const png = of('still.png')
  png.writeUInt32BE(100_000, 16)
  png.writeUInt32BE(100_000, 20)
  const gif = of('frames.gif')
  gif.writeUInt16LE(65_535, 6)
  gif.writeUInt16LE(65_535, 8)
  const wav = of('tone.wav')
  wav.writeUInt32LE(0xffff_fff0, 4)
  wav.writeUInt32LE(0xffff_ff00, wav.indexOf('data') + 4)
  const movie = (box: string, change: (bytes: Buffer, at: number) => void) => {
    const bytes = of('h264.mp4')
    const at = bytes.indexOf(box, 0, 'latin1')
    if (at > 0) change(bytes, at)
    return bytes
  }
  const nested = (depth: number) => {
    let inside = Buffer.alloc(0)
    for (let level = 0; level < depth; level++) {
      const head = Buffer.alloc(8)
      head.writeUInt32BE(inside.length + 8)
      head.write('moov', 4, 'latin1')
      inside = Buffer.concat([head, inside])
    }
    return Buffer.concat([of('h264.mp4').subarray(0, 32), inside])
  }
  return [
    { name: 'bomb.png', bytes: png },
    { name: 'bomb.gif', bytes: gif },
    { name: 'bomb.wav', bytes: wav },
    { name: 'endless.mp4', bytes: movie('mvhd', (bytes, at) => bytes.writeUInt32BE(0xffff_ffff, at + 20)) },
    { name: 'slow.mp4', bytes: movie('stts', (bytes, at) => bytes.writeUInt32BE(0x7fff_ffff, at + 16)) },
    { name: 'many.mp4', bytes: movie('stts', (bytes, at) => bytes.writeUInt32BE(0x7fff_ffff, at + 12)) },
    { name: 'samples.mp4', bytes: movie('stsz', (bytes, at) => bytes.writeUInt32BE(0x7fff_ffff, at + 12)) },
    { name: 'wide.mp4', bytes: movie('avc1', (bytes, at) => bytes.writeUInt32BE(0xffff_ffff, at + 28)) },
    { name: 'edits.mp4', bytes: movie('elst', (bytes, at) => bytes.writeUInt32BE(0x0fff_ffff, at + 8)) },
    { name: 'nested.mp4', bytes: nested(5_000) },
  ]
}

function truncated(whole: readonly HostileFile[]): HostileFile[] {
  return whole.flatMap(({ name, bytes }) => [0.02, 0.3, 0.9].map((part) => ({ name: `cut-${part}-${name}`, bytes: bytes.subarray(0, Math.floor(bytes.length * part)) })))
}

/** Movies whose samples lie elsewhere: references to a file and to the network. */
function links(address: string, movie: Buffer): HostileFile[] {
  return [`${address}/elsewhere.mp4`, 'file:///etc/passwd', '/etc/passwd'].map((target, index) => {
    const bytes = Buffer.from(movie)
    const at = bytes.indexOf('url ', 0, 'latin1')
    // The flag says "in this file": cleared, what follows is an address.
    bytes.writeUInt32BE(0, at + 4)
    bytes.write(`${target}\0`, at + 8, 'latin1')
    return { name: `link-${index}.mp4`, bytes }
  })
}

function flipped(whole: readonly HostileFile[], count: number): HostileFile[] {
  const next = randomOf(7)
  return Array.from({ length: count }, (_, index) => {
    const { name, bytes } = whole[index % whole.length]!
    const changed = Buffer.from(bytes)
    // Headers are where it hurts.
    for (let bit = 0; bit < 40; bit++) {
      const place = Math.floor(next() * (bit % 2 === 0 ? Math.min(4_096, changed.length) : changed.length))
      if (place > 12) changed[place]! ^= 1 << Math.floor(next() * 8)
    }
    return { name: `flipped-${index}-${name}`, bytes: changed }
  })
}

/** Names that are options, protocols, patterns and commands elsewhere. */
export function hostileNames(port: number): string[] {
  return [
    '-i.mp4', '--help.mp4', '-y', `http:127.0.0.1:${port}.mp4`, `tcp:127.0.0.1:${port}`, 'concat:a.mp4|b.mp4', 'file:a.mp4', 'pipe:0', 'data:video,x.mp4',
    'subfile,,start,0,end,0,,:a.mp4', 'crypto:a.mp4', 'async:a.mp4', 'a\nb.mp4', '%03d.mp4', "it's 'quoted'.mp4", '"double".mp4', '$(touch pwned).mp4', '`touch pwned`.mp4',
    '| touch pwned.mp4', 'ünï 🦊 \u202e4pm.exe.mp4',
  ]
}
