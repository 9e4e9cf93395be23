import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from 'vitest'
import type { Sandbox } from '../../../../src-sandbox/server'

/** One line of `--json`. */
export interface JobLine {
  job: string
  status: string
  phase?: string
  remoteId?: string
  provider?: string
  creditCost?: number
  path?: string
  error?: { code: string; message: string }
}

export interface Ended {
  status: number | null
  signal: NodeJS.Signals | null
  out: string
  err: string
}

export interface Running {
  child: ChildProcess
  /** Resolves with the first line of stdout that `holds`; null when there was none until the end. */
  line(holds: (line: string) => boolean): Promise<string | null>
  ended: Promise<Ended>
}

const children = new Set<ChildProcess>()
const folders: string[] = []

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder for one test, with files in it. */
export function folderWith(files: Record<string, string | Uint8Array> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-cli-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

interface Options {
  cwd: string
  environment?: Record<string, string>
}

/** Starts the command line as a process of its own, in an empty home and without a display. */
export function start(entry: string, args: readonly string[], { cwd, environment = {} }: Options): Running {
  const env = { PATH: process.env['PATH'] ?? '', HOME: join(cwd, 'home'), ...environment }
  const child = spawn(process.execPath, [entry, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  children.add(child)
  let out = ''
  let err = ''
  const waiting: (() => void)[] = []
  const told = () => {
    for (const one of waiting.splice(0)) one()
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    told()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  let isOver = false
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status, signal) => {
      isOver = true
      children.delete(child)
      told()
      resolve({ status, signal, out, err })
    })
  })
  return {
    child,
    ended,
    async line(holds) {
      for (;;) {
        const found = out.split('\n').slice(0, -1).find(holds)
        if (found !== undefined) return found
        if (isOver) return null
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
  }
}

/** The flags that lead to a sandbox and to folders of the test's own. */
export function toSandbox(sandbox: Pick<Sandbox, 'url'>): string[] {
  return ['--endpoint', sandbox.url, '--profile', 'profile', '--library', 'library', '--plan', 'enterprise']
}

export function keyOf(sandbox: Pick<Sandbox, 'key'>): Record<string, string> {
  return { DOITONG_API_KEY: sandbox.key }
}

/** What `--json` printed: changes, and the summary last. */
export function readOutput(out: string): { changes: JobLine[]; last: Map<string, JobLine>; summary: Record<string, unknown> } {
  const lines = out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  const summary = lines.pop()?.['summary'] as Record<string, unknown>
  const changes = lines as unknown as JobLine[]
  return { changes, summary, last: new Map(changes.map((line) => [line.job, line])) }
}
