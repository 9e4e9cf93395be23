import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { ChildProcess } from 'node:child_process'
import type { Transfer } from './server.program'

/** What became of one file's bytes when its transfer was killed. All are bytes. */
export interface Lost {
  /** Taken from the connection by the process, and fetched again. */
  taken: number
  /** Come to this machine at most, read or not, and fetched again. Null where the system does not tell what has not left the sender. */
  arrived: number | null
  /** Sent as far as the sender knows, and again: with what had never left its machine. */
  sent: number
}

/** The state of a transfer the moment before its process is killed. */
export interface Cut {
  taken: number
  arrived: number | null
  sent: number
}

/**
 * Stops a client, waits until nothing moves any more, looks how far each file has come, and kills it. `transfers` are those that this client began.
 */
export async function kill(child: ChildProcess, files: number, receivedFile: string, port: number, transfers: () => Promise<Transfer[]>): Promise<Cut[]> {
  child.kill('SIGSTOP')
  const sum = (list: Transfer[]) => list.reduce((total, one) => total + one.sentBytes, 0)
  let last = await transfers()
  for (let still = 0; still < 20; ) {
    const now = await transfers()
    still = sum(now) === sum(last) ? still + 1 : 0
    last = now
  }
  const unsent = unsentBytes(port)
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
  const taken = receivedBytes(receivedFile)
  return Array.from({ length: files }, (_, file) => {
    const own = last.filter((transfer) => transfer.file === file)
    const reached = (one: Transfer) => one.start + one.sentBytes
    return {
      taken: taken[file] ?? 0,
      sent: Math.max(0, ...own.map(reached)),
      arrived: unsent && Math.max(0, ...own.map((one) => one.start + one.handedBytes - (unsent.get(one.clientPort) ?? 0))),
    }
  })
}

export function lost(cut: Cut, resumedAt: number): Lost {
  const again = (reached: number) => Math.max(0, reached - resumedAt)
  return { taken: again(cut.taken), sent: again(cut.sent), arrived: cut.arrived === null ? null : again(cut.arrived) }
}

/** Of each connection of the server's, by the client's port: bytes that the other side has not confirmed. Only Linux tells. */
function unsentBytes(port: number): Map<number, number> | null {
  if (process.platform !== 'linux') return null
  const portOf = (address: string | undefined) => Number.parseInt(address?.split(':')[1] ?? '', 16)
  const rows = readFileSync('/proc/net/tcp', 'latin1').split('\n').slice(1).map((line) => line.trim().split(/\s+/))
  return new Map(
    rows.filter((row) => portOf(row[1]) === port).map((row) => [portOf(row[2]), Number.parseInt(row[4]?.split(':')[0] ?? '0', 16)]),
  )
}

function receivedBytes(file: string): Float64Array {
  const bytes = readFileSync(file)
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + Math.floor(bytes.byteLength / 8) * 8))
}
