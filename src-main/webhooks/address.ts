import { isPublicUrl } from '../../src-shared/webhook'

/** Where a tunnel's address leads. */
interface Address {
  /** What the API is told to call. */
  url: string
  /** As the tunnel may write it into the Host header. */
  host: string
  /** The path as the tunnel may pass it on: whole, or without what its own address has before it. */
  paths: string[]
}

/** The address of `token` behind a tunnel's public address; null without a usable one. Pure. */
export function addressOf(publicUrl: string, token: string): Address | null {
  if (!isPublicUrl(publicUrl)) return null
  const url = new URL(publicUrl)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${token}`
  return { url: url.href, host: url.host, paths: [...new Set([url.pathname, `/${token}`])] }
}
