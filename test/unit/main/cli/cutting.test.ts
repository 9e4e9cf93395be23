import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCutting } from '../../../../src-main/cli/cutting/arguments'
import { clipPath } from '../../../fixtures/clips'
import { shownFrames } from '../../../fixtures/judge'
import { bundleCli, type Bundle } from './bundle'
import { folderWith, start } from './program'

let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleCli()
})
afterAll(() => bundle.remove())

const frames = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

async function folderWithClip(): Promise<string> {
  const cwd = folderWith()
  copyFileSync(await clipPath('h264.mp4'), join(cwd, 'in.mp4'))
  return cwd
}
const run = (cwd: string, ...args: string[]) => start(bundle.entry, args, { cwd }).ended

describe('cutting on the command line', () => {
  it('says in one line of JSON what was made, and makes it', async () => {
    const cwd = await folderWithClip()
    const smart = await run(cwd, 'trim', 'in.mp4', '--from', '0.5', '--to', '00:03.5', '--cut', 'smart', '--out', 'smart.mp4', '--json')
    expect(smart).toMatchObject({ status: 0, err: '' })
    expect(JSON.parse(smart.out)).toEqual({ cut: 'smart', startsAtSeconds: 0.5, frames: 72, durationSeconds: 3 })
    expect(await shownFrames(join(cwd, 'smart.mp4'))).toEqual(frames(12, 84))
    const joined = await run(cwd, 'join', 'smart.mp4', 'in.mp4', '--cut', 'copy', '--out', 'joined.mp4', '--json')
    expect(JSON.parse(joined.out)).toMatchObject({ cut: 'copy', frames: 168, durationSeconds: expect.closeTo(7, 4) })
    expect(await shownFrames(join(cwd, 'joined.mp4'))).toEqual([...frames(12, 84), ...frames(0, 96)])
    expect(readdirSync(cwd).sort()).toEqual(['in.mp4', 'joined.mp4', 'smart.mp4'])
  })

  it('says why a cut is another one than asked for', async () => {
    const cwd = folderWith()
    copyFileSync(await clipPath('frames.gif'), join(cwd, 'in.gif'))
    const { status, out } = await run(cwd, 'trim', 'in.gif', '--from', '0.5', '--to', '1.5', '--out', 'out.gif', '--json')
    expect([status, JSON.parse(out)]).toEqual([0, { cut: 'exact', fellBack: 'codec', detail: 'gif', startsAtSeconds: 0.5, frames: 12, durationSeconds: 1 }])
  })

  it('refuses what cannot be meant with status 2, and touches nothing', async () => {
    const cwd = await folderWithClip()
    writeFileSync(join(cwd, 'words.mp4'), '#EXTM3U\nhttp://127.0.0.1/\n')
    writeFileSync(join(cwd, 'there.mp4'), 'mine')
    const before = readFileSync(join(cwd, 'in.mp4'))
    const wrong: string[][] = [
      ['trim', 'nowhere.mp4', '--out', 'o.mp4'],
      ['trim', 'words.mp4', '--out', 'o.mp4'],
      ['trim', 'in.mp4', '--from', '3', '--to', '3', '--out', 'o.mp4'],
      ['trim', 'in.mp4', '--from', '3', '--to', '2', '--out', 'o.mp4'],
      ['trim', 'in.mp4', '--from', '90', '--to', '91', '--out', 'o.mp4'],
      ['trim', 'in.mp4', '--from', 'soon', '--out', 'o.mp4'],
      ['trim', 'in.mp4', '--cut', 'rough', '--out', 'o.mp4'],
      ['trim', 'in.mp4', '--out', 'there.mp4'],
      ['trim', 'in.mp4', '--out', 'in.mp4'],
      ['trim', 'in.mp4', '--out', 'o.exe'],
      ['trim', 'in.mp4', '--out', 'no/such/folder/o.mp4'],
      ['trim', 'in.mp4', '--quickly', '--out', 'o.mp4'],
      ['trim', 'in.mp4'],
      ['trim', '--out', 'o.mp4'],
      ['join', 'in.mp4', '--out', 'o.mp4'],
      ['join', 'in.mp4', 'in.mp4', '--from', '1', '--out', 'o.mp4'],
    ]
    for (const args of wrong) {
      const { status, out, err } = await run(cwd, ...args)
      expect([args.join(' '), status, out]).toEqual([args.join(' '), 2, ''])
      expect(err.trim()).not.toBe('')
    }
    expect(readFileSync(join(cwd, 'there.mp4'), 'utf8')).toBe('mine')
    expect(readFileSync(join(cwd, 'in.mp4')).equals(before)).toBe(true)
    expect(readdirSync(cwd).sort()).toEqual(['in.mp4', 'there.mp4', 'words.mp4'])
  }, 600_000)

  it('leaves nothing behind when it is interrupted', async () => {
    const cwd = await folderWithClip()
    // Long enough that it is still at work when the signal comes: the signal is sent once its folder is there.
    const running = start(bundle.entry, ['join', ...Array<string>(12).fill('in.mp4'), '--cut', 'exact', '--out', 'o.mp4'], { cwd })
    while (!readdirSync(cwd).some((name) => name.startsWith('.doitong-'))) await new Promise((resolve) => setTimeout(resolve, 20))
    running.child.kill('SIGINT')
    expect(await running.ended).toMatchObject({ status: 130, out: '' })
    expect(existsSync(join(cwd, 'o.mp4'))).toBe(false)
    expect(readdirSync(cwd)).toEqual(['in.mp4'])
  })
})

it('reads times as seconds and as clock times', () => {
  const from = (text: string) => readCutting('trim', ['a', '--from', text, '--out', 'b'])?.parts[0]?.inSeconds
  expect(['0', '61.5', '1:01.5', '00:01:01.5', '2:00:00'].map(from)).toEqual([0, 61.5, 61.5, 61.5, 7_200])
  for (const wrong of ['-1', '1e3', '1:2:3:4', 'NaN', '', '1,5']) expect(() => from(wrong)).toThrow()
})
