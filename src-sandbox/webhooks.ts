import { createHmac } from 'node:crypto'
import type { Generation } from './generation'
import type { SandboxSettings } from './settings'

export interface Delivery {
  generationId: string
  url: string
  atMs: number
  /** Status of the answer, or why there was none. */
  outcome: number | 'refused' | 'failed'
}

const attempts = 3
const timeoutMs = 5_000

/** Calls webhooks when a generation ends. Only loopback addresses are ever called. */
export class Webhooks {
  readonly deliveries: Delivery[] = []

  constructor(
    private readonly settings: SandboxSettings,
    private readonly view: (generation: Generation) => unknown,
  ) {}

  async notify(generation: Generation): Promise<void> {
    const { webhookUrl, final } = generation
    if (webhookUrl === null || !final) return
    const note = (outcome: Delivery['outcome']): void => void this.deliveries.push({ generationId: generation.id, url: webhookUrl, atMs: Date.now(), outcome })
    if (!isLoopback(webhookUrl)) return note('refused')
    const body = JSON.stringify({ event: `generation.${final.status.toLowerCase()}`, generation: this.view(generation) })
    const signature = createHmac('sha256', this.settings.webhookSecret).update(body).digest('hex')
    const headers = { 'Content-Type': 'application/json', 'X-Doitong-Signature': signature, 'X-Doitong-Timestamp': String(Math.floor(Date.now() / 1_000)) }
    for (let attempt = 0; attempt < attempts; attempt++) {
      try {
        const answer = await fetch(webhookUrl, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
        note(answer.status)
        if (answer.status < 500) return
      } catch {
        note('failed')
      }
      await new Promise(resolve => setTimeout(resolve, 500 * 2 ** attempt).unref())
    }
  }
}

function isLoopback(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return url !== null && /^https?:$/.test(url.protocol) && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
}
