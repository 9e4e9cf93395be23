import { readFlags } from './flags'
import { startSandbox, type Sandbox } from './server'

/** Electron's utility processes have this instead of `process.send`. */
interface ParentPort {
  postMessage(message: unknown): void
}

const parentPort = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort

/** Says once where the server is: to the parent process where there is one, and as a line of JSON. */
function announce(sandbox: Sandbox): void {
  const message = { url: sandbox.url, controlUrl: sandbox.controlUrl, key: sandbox.key }
  parentPort?.postMessage(message)
  process.send?.(message)
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

function closeOnSignal(sandbox: Sandbox): void {
  let closing = false
  const close = (): void => {
    if (closing) return
    closing = true
    void sandbox.close().finally(() => process.exit(0))
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
  process.on('disconnect', close) // a forked child does not outlive its parent
}

try {
  const sandbox = await startSandbox(readFlags(process.argv.slice(2)))
  closeOnSignal(sandbox)
  announce(sandbox)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
