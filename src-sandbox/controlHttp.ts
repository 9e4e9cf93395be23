import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Control, ProviderDraft } from './control'
import type { FaultRule } from './faults'
import { readBody, sendJson } from './http'
import type { SettingsPatch } from './settings'

const bodyCapBytes = 4 * 1_024 * 1_024

type Route = (control: Control, body: Record<string, unknown>, id: string) => unknown

/** Every request of the control endpoint: `METHOD /control/name[/id]`. */
const routes: Record<string, Route> = {
  'GET ledger': control => control.ledger(),
  'GET credits': control => ({ credits: control.credits() }),
  'PUT credits': (control, body) => control.setCredits(Number(body['credits'])),
  'GET requests': control => control.requests(),
  'DELETE requests': control => control.clearRequests(),
  'GET generations': control => control.generations(),
  'DELETE generations': (control, _body, id) => ({ forgotten: control.forget(id) }),
  'GET deliveries': control => control.deliveries(),
  'GET settings': control => control.settings(),
  'PATCH settings': (control, body) => control.set(body as SettingsPatch),
  'GET faults': control => control.faults(),
  'POST faults': (control, body) => ({ id: control.addFault(body as unknown as FaultRule) }),
  'DELETE faults': (control, _body, id) => (id === '' ? control.clearFaults() : { removed: control.removeFault(id) }),
  'PUT providers': (control, body) => control.putProvider(body as unknown as ProviderDraft),
  'DELETE providers': (control, _body, id) => control.removeProvider(id),
  'PATCH providers': (control, body, id) => control.setProviderAvailable(id, body['available'] !== false),
  'POST hurry': (control, _body, id) => control.hurry(id === '' ? null : id),
  'POST refund': (control, body, id) => control.refund(id, Number(body['credits'])),
}

/** Answers the control endpoint; only for those who know its token. */
export async function handleControl(control: Control, token: string, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  if (!knows(token, request.headers.authorization)) return sendJson(response, 401, { error: 'The control token is wrong' })
  const [, , name = '', id = ''] = url.pathname.split('/').map(decodeURIComponent)
  const route = routes[`${request.method} ${name}`]
  if (!route) return sendJson(response, 404, { error: 'There is no such control', controls: Object.keys(routes) })
  const body = await readBody(request, bodyCapBytes)
  try {
    const parsed: unknown = body === null || body.length === 0 ? {} : JSON.parse(body.toString())
    sendJson(response, 200, route(control, parsed as Record<string, unknown>, id) ?? { ok: true })
  } catch (error) {
    sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) })
  }
}

function knows(token: string, header: string | undefined): boolean {
  const given = Buffer.from(header ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
