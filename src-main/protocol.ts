import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, relative, resolve } from 'node:path'
import { net, protocol, type Session } from 'electron'
import { contentSecurityPolicy, developmentPolicy } from './page'

/** Before `ready`: `standard` is what makes `media:` seekable. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: 'media', privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } },
  ])
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
}

/** Answers `app://bundle/…` from the built page, or while editing from Vite under the same origin and sender check. */
export function servePage(session: Session, folder: string, developmentServer: string | undefined): void {
  session.protocol.handle('app', (request) => {
    const url = new URL(request.url)
    if (url.host !== 'bundle') return new Response(null, { status: 404 })
    return developmentServer === undefined ? fromFolder(folder, url.pathname) : fromVite(developmentServer, url, request)
  })
}

/** Answers `media:` addresses by a function of the library. */
export function serveMedia(session: Session, answer: (request: Request) => Promise<Response>): void {
  session.protocol.handle('media', (request) => answer(request))
}

async function fromFolder(folder: string, pathname: string): Promise<Response> {
  let path: string
  let body: Buffer
  try {
    path = resolve(folder, `.${decodeURIComponent(pathname === '/' ? '/index.html' : pathname)}`)
    const inside = relative(folder, path)
    if (inside.startsWith('..') || isAbsolute(inside) || path.includes('\0')) return new Response(null, { status: 403 })
    body = await readFile(path)
  } catch {
    return new Response(null, { status: 404 })
  }
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': contentSecurityPolicy,
    },
  })
}

/** Only `accept` is forwarded: Vite answers other headers of a foreign origin with a refusal. */
async function fromVite(server: string, url: URL, request: Request): Promise<Response> {
  const nonce = randomBytes(16).toString('base64')
  const answer = await net.fetch(new URL(url.pathname + url.search, server).href, {
    headers: { accept: request.headers.get('accept') ?? '*/*' },
    bypassCustomProtocolHandlers: true,
  })
  const headers = new Headers(answer.headers)
  headers.set('content-security-policy', developmentPolicy(nonce, server.replace(/^http/, 'ws')))
  if (!headers.get('content-type')?.startsWith('text/html')) return new Response(answer.body, { status: answer.status, headers })
  headers.delete('content-length')
  headers.delete('etag')
  return new Response((await answer.text()).replaceAll('NONCE', nonce), { status: answer.status, headers })
}
