import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'

export interface Bundle {
  /** The command line, to be run by plain Node. */
  entry: string
  remove(): void
}

/** Bundles the command line as the build does, beside links to what it expects around it. */
export async function bundleCli(): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-cli-bundle-'))
  for (const name of ['node_modules', 'resources', 'package.json']) symlinkSync(resolve(name), join(folder, name))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: [] },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: join(folder, 'out', 'main'),
      emptyOutDir: true,
      rolldownOptions: {
        input: { cli: resolve('src-main/cli/index.ts'), sandbox: resolve('src-sandbox/index.ts') },
        external: [...builtinModules, /^node:/],
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  return { entry: join(folder, 'out', 'main', 'cli.js'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
