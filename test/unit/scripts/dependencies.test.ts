import { expect, test } from 'vitest'
import { installReason } from '../../../scripts/dependencies.mjs'

const manifest = { dependencies: { zod: '1.0.0' }, devDependencies: { vite: '2.0.0' } }
const packages = {
  'node_modules/zod': { version: '1.0.0', integrity: 'sha512-z' },
  'node_modules/vite': { version: '2.0.0', integrity: 'sha512-v' },
  'node_modules/vite/node_modules/other-platform': { version: '1.0.0', optional: true },
}
const lock = { packages: { '': manifest, ...packages } }
const { 'node_modules/vite/node_modules/other-platform': _, ...here } = packages

test('what is locked is installed, without the packages of other platforms', () => {
  expect(installReason(manifest, lock, { packages })).toBeNull()
  expect(installReason(manifest, lock, { packages: here })).toBeNull()
})

test.each([
  ['nothing installed', manifest, null, 'nothing is installed yet'],
  ['one missing', manifest, { packages: { 'node_modules/zod': packages['node_modules/zod'] } }, 'vite is missing'],
  ['another version', manifest, { packages: { ...here, 'node_modules/zod': { version: '1.0.1', integrity: 'sha512-z' } } }, 'zod has changed'],
  ['other bytes', manifest, { packages: { ...here, 'node_modules/zod': { version: '1.0.0', integrity: 'sha512-y' } } }, 'zod has changed'],
  ['one too many', manifest, { packages: { ...here, 'node_modules/old': { version: '1.0.0' } } }, 'old is no longer wanted'],
  ['a new wish', { ...manifest, dependencies: { zod: '1.0.0', react: '3.0.0' } }, { packages: here }, 'package.json asks for something else than package-lock.json holds'],
])('%s: %4$s', (_name, wanted, installed, reason) => {
  expect(installReason(wanted, lock, installed)).toBe(reason)
})
