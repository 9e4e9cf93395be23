import { app, type Session, type WebContents } from 'electron'
import { isOwnPage } from './page'

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
