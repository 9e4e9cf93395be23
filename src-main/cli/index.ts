import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toAppError, type AppError } from '../../src-shared/errors'
import { keyVariable } from './account'
import { readArguments } from './arguments'
import { cutFiles } from './cutting/cut'
import { exit, UsageError } from './exit'
import { helpText } from './help'
import { rebuildLibrary } from './rebuild'
import { resume, runFile, type Console } from './run'
import { listenForSignals } from './signals'

// The app without a window: the same services, on plain Node.
const here = dirname(fileURLToPath(import.meta.url))
const environmentKey = process.env[keyVariable]
// No program started from here needs it.
delete process.env[keyVariable]

// A reader that left (`| head`) is no reason to leave paid work alone.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})
const console: Console = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  signals: listenForSignals(),
}

const status = await main(process.argv.slice(2))
// Pipes may still hold what was written.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))))
process.exit(status)

async function main(args: readonly string[]): Promise<number> {
  try {
    const command = readArguments(args)
    switch (command.verb) {
      case 'help':
        console.out(helpText(command.of))
        return exit.done
      case 'version':
        console.out((JSON.parse(readFileSync(join(here, '../../package.json'), 'utf8')) as { version: string }).version)
        return exit.done
      case 'run':
        return await runFile(command.file, command.options, { here, environmentKey }, console)
      case 'resume':
        return await resume(command.options, { here, environmentKey }, console)
      case 'trim':
      case 'join':
        return await cutFiles(command.cutting, console)
      case 'rebuild':
        return await rebuildLibrary(command.options, console)
    }
  } catch (error) {
    if (error instanceof UsageError) {
      console.err(error.message)
      return exit.badInput
    }
    console.err(problemOf(toAppError(error)))
    return exit.couldNotRun
  }
}

function problemOf(error: AppError): string {
  switch (error.code) {
    case 'already-running':
      return 'Doitong Studio already runs on this profile: the app, or another command. Close it, or use another --profile. Nothing was done.'
    case 'newer-schema':
      return `${error.message}. Nothing was changed.`
    case 'internal':
      return (error.cause instanceof Error ? error.cause.stack : undefined) ?? error.message
    default:
      return error.message
  }
}
