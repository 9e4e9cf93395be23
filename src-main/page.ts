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

/** What is asked of the frame that a request comes from. */
interface Frame {
  detached: boolean
  parent: unknown
  origin: string
}

/**
 * True for the main frame of our own page and nothing else; a frame may be gone (null) or on its way out (detached). `main` is the window's main
 * frame of now: after a crash Electron calls it detached for good, although it is the one that was loaded again.
 */
export function isOwnFrame(frame: Frame | null, main: unknown): boolean {
  return frame !== null && (!frame.detached || frame === main) && frame.parent === null && frame.origin === pageOrigin
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
