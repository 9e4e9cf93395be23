import { expect, test } from 'vitest'
import { missingNeeds, needs, packageNames } from '../../../scripts/debian.mjs'

type Purpose = 'run' | 'display' | 'tests' | 'check'

const bookworm = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n'
type IsPresent = (need: { library?: string; program?: string }) => boolean
const none: IsPresent = () => false
const all: IsPresent = () => true
const names = (purposes: Purpose[], isPresent: IsPresent = none, osRelease = bookworm) => {
  const { required, wished } = missingNeeds(purposes, isPresent)
  return { required: packageNames(required, osRelease).join(' '), wished: packageNames(wished, osRelease).join(' ') }
}

test.each<[Purpose[], string, string]>([
  [['run'], 'libgtk-3-0 libnss3 libasound2 libgbm1 libsecret-1-0', 'ffmpeg'],
  [['run', 'display'], 'libgtk-3-0 libnss3 libasound2 libgbm1 libsecret-1-0 xvfb', 'ffmpeg'],
  [['run', 'display', 'tests'], 'libgtk-3-0 libnss3 libasound2 libgbm1 libsecret-1-0 xvfb dbus-x11 gnome-keyring ffmpeg', ''],
  [['check'], '', 'libsecret-1-0 ffmpeg'],
])('%s on an empty machine', (purposes, required, wished) => {
  expect(names(purposes)).toEqual({ required, wished })
})

test('nothing is missing where all is present', () => {
  expect(names(['run', 'display', 'tests'], all)).toEqual({ required: '', wished: '' })
})

test('only what is missing is named', () => {
  const isPresent: IsPresent = (need) => need.library !== 'libnss3.so'
  expect(names(['run'], isPresent)).toEqual({ required: 'libnss3', wished: '' })
})

test.each([
  ['Debian 12', bookworm, false],
  ['Debian 13', 'ID=debian\nVERSION_ID="13"\n', true],
  ['Debian unstable', 'ID=debian\nPRETTY_NAME="Debian GNU/Linux sid"\n', true],
  ['Ubuntu 22.04', 'ID=ubuntu\nVERSION_ID="22.04"\nUBUNTU_CODENAME=jammy\n', false],
  ['Ubuntu 24.04', 'ID=ubuntu\nVERSION_ID="24.04"\nUBUNTU_CODENAME=noble\n', true],
  ['Mint 22', 'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="22"\nUBUNTU_CODENAME=noble\n', true],
  ['Mint 21', 'ID=linuxmint\nVERSION_ID="21"\nUBUNTU_CODENAME=jammy\n', false],
])('%s: the names with t64: %#', (_, osRelease, hasNewNames) => {
  const list = packageNames(needs, osRelease)
  expect(list.includes('libgtk-3-0t64')).toBe(hasNewNames)
  expect(list.includes('libasound2t64')).toBe(hasNewNames)
  expect(list).toContain('libnss3')
})
