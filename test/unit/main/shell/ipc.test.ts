import { describe, expect, it } from 'vitest'
import { AppError, errorCodes, toAppError } from '../../../../src-shared/errors'
import { requests } from '../../../../src-shared/ipc'
import { redacting } from '../../../../src-main/log'

describe('requests', () => {
  it.each([
    ['queue.enqueue', [{ batchName: 'a', jobs: [] }], false],
    ['queue.enqueue', [{ batchName: 'a', jobs: [{ type: 'IMAGE', provider: null, prompt: 'p' }] }], true],
    ['queue.enqueue', [{ batchName: 'a', jobs: [{ type: 'IMAGE', provider: null, prompt: 'p', more: 1 }] }], false],
    ['library.item', ['../../etc/passwd\0', 'more'], false],
    ['library.rate', [['a'], 6], false],
    ['library.rate', [['a'], 5], true],
    ['settings.change', [{ endpoint: 'ftp://x' }], false],
    ['settings.change', [{ libraryFolder: '/etc' }], false],
    ['trim.start', [{ itemId: 'a', inSeconds: -1, outSeconds: 2, cut: 'copy' }], false],
    ['trim.start', [{ itemId: 'a', inSeconds: Number.NaN, outSeconds: 2, cut: 'copy' }], false],
    ['app.openPage', ['https://evil.test'], false],
  ] as const)('%s with %j parses: %s', (name, args, parses) => {
    expect(requests[name].arguments.safeParse(args).success).toBe(parses)
  })
})

describe('errors', () => {
  it('takes an abort for a cancel and a stranger for a bug', () => {
    expect(toAppError(new DOMException('stop', 'AbortError')).code).toBe('canceled')
    expect(toAppError('odd').code).toBe('internal')
    const own = new AppError('disk-full', 'full', { details: { neededBytes: 5 } })
    expect(toAppError(own)).toBe(own)
    expect(own.facts).toEqual({ code: 'disk-full', message: 'full', details: { neededBytes: 5 } })
  })
  it('names each code once', () => expect(new Set(errorCodes).size).toBe(errorCodes.length))
})

describe('redacting', () => {
  it('never lets a secret or an endless line through', () => {
    const lines: string[] = []
    const log = redacting((_level, line) => lines.push(line), () => ['s3cret', ''])
    log.info('key is s3cret', { header: 'Bearer s3cret', error: new Error('at s3cret') })
    log.warn('x'.repeat(100_000))
    expect(lines[0]).not.toContain('s3cret')
    expect(lines[0]).toContain('[key]')
    expect(lines[1]?.length).toBeLessThan(9_000)
  })
})
