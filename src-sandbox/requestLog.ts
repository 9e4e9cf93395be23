/** What the server saw of a request: for tests that look at order, keys and headers. */
export interface SeenRequest {
  atMs: number
  method: string
  path: string
  operations: string[]
  key: string | null
  /** First characters of the API key's SHA-256, never the key. */
  authorization: string | null
  bodySha256: string
  bodyBytes: number
  headers: Record<string, string>
  status: number | null
  fault: string | null
  /** Whether the answer came from the key's memory. */
  replayed: boolean
}

const kept = 20_000

/** The newest requests, oldest first. */
export class RequestLog {
  private list: SeenRequest[] = []

  add(request: SeenRequest): SeenRequest {
    this.list.push(request)
    if (this.list.length > kept * 1.2) this.list = this.list.slice(-kept)
    return request
  }

  all(): readonly SeenRequest[] {
    return this.list
  }

  clear(): void {
    this.list = []
  }
}
