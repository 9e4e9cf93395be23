import { app, type Session, type WebContents, type WebFrameMain } from 'electron'

/** The page's only origin. */
export const pageOrigin = 'app://bundle'
const pagePath = '/index.html'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' media: blob:",
  'media-src media: blob:',
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'none'",
  "child-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "manifest-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

/** The policy of every document of the app; sent as a header, because `frame-ancestors` is ignored in a meta element. */
export const contentSecurityPolicy = policy.join('; ')

/**
 * The same while editing, with the least that Vite's live reload needs: its nonce for scripts and styles it injects, its socket, and no
 * trusted types, which its overlay does not know.
 */
export function developmentPolicy(nonce: string, socket: string): string {
  return policy
    .filter((directive) => !directive.includes('trusted-types'))
    .map((directive) => {
      if (directive.startsWith('script-src') || directive.startsWith('style-src')) return `${directive} 'nonce-${nonce}'`
      return directive.startsWith('connect-src') ? `${directive} ${socket}` : directive
    })
    .join('; ')
}

/** True for the main frame of our own page and nothing else; a frame may be gone (null) or on its way out (detached). */
export function isOwnFrame(frame: Pick<WebFrameMain, 'detached' | 'parent' | 'origin'> | null): boolean {
  return frame !== null && !frame.detached && frame.parent === null && frame.origin === pageOrigin
}

/** The only address the window may be at. */
export function isOwnPage(address: string): boolean {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  const isPath = url.pathname === pagePath || url.pathname === '/'
  return url.protocol === 'app:' && url.host === 'bundle' && isPath && url.username === '' && url.password === ''
}

const allowedPermissions = new Set(['fullscreen', 'clipboard-sanitized-write'])
const loadableSchemes = new Set(['app:', 'media:', 'blob:'])

/** Permissions, and no network for the page: everything it may load comes through the app's own schemes. */
export function guardSession(session: Session, developmentServer: string | undefined): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    answer(allowedPermissions.has(permission) && details.isMainFrame && isOwnPage(contents.getURL()))
  })
  session.setPermissionCheckHandler((contents, permission) => allowedPermissions.has(permission) && contents !== null && isOwnPage(contents.getURL()))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol, host } = new URL(details.url)
    const isLiveReload = developmentServer !== undefined && (protocol === 'devtools:' || host === new URL(developmentServer).host)
    answer({ cancel: !(loadableSchemes.has(protocol) || isLiveReload) })
  })
}

/** Whatever contents come to be: no navigation, no window, no webview. */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => guard(contents))
}

function guard(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
