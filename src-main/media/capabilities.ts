/** What one pair of binaries can do, asked of themselves. */
export interface Capabilities {
  /** As the binary prints it: `5.1.9-0+deb12u1`, `N-47683-g0e8eb07980-static`. */
  version: string
  /** Null for a build without a release number. */
  majorVersion: number | null
  encoders: ReadonlySet<string>
  demuxers: ReadonlySet<string>
  /** `-fps_mode passthrough` (5.1 and later), else `-vsync passthrough`. */
  hasFpsMode: boolean
  bitstreamFilters: ReadonlySet<string>
  /** `-display_rotation` (6 and later), else the stream's `rotate` tag turns a picture. */
  hasDisplayRotation: boolean
}

/** Null when the text is not ffmpeg's. */
export function readVersion(text: string): { version: string; majorVersion: number | null } | null {
  const version = /^ff(?:mpeg|probe) version (\S+)/.exec(text)?.[1]
  if (version === undefined) return null
  const major = /^n?(\d{1,3})(?:\.|$)/.exec(version)?.[1]
  return { version, majorVersion: major === undefined ? null : Number(major) }
}

/** Names out of `-encoders`: six flags, then the name. */
export function readEncoders(text: string): Set<string> {
  return new Set([...text.matchAll(/^ [VAS][.\w]{5} ([\w-]+) /gm)].map((match) => match[1]!))
}

/** Names out of `-demuxers`; several share a line (`mov,mp4,m4a`). Later versions added a flag for devices. */
export function readDemuxers(text: string): Set<string> {
  return new Set([...text.matchAll(/^ D[E d ]{0,3}\s+([\w,-]+) /gm)].flatMap((match) => match[1]!.split(',')))
}

/** Names out of `-bsfs`: one a line after a heading. */
export function readBitstreamFilters(text: string): Set<string> {
  return new Set(text.split('\n').slice(1).map((line) => line.trim()).filter(Boolean))
}

export function readHasDisplayRotation(text: string): boolean {
  return /^-display_rotation\b/m.test(text)
}

/** Whether `-h long` knows the option. */
export function readHasFpsMode(text: string): boolean {
  return /^-fps_mode\b/m.test(text)
}
