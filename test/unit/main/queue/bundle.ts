import { symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'

/** Builds a test's own program into `folder`, so that plain Node can run it. Returns its path. */
export async function bundle(entry: string, folder: string): Promise<string> {
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: resolve(entry), outDir: join(folder, 'program'), target: 'node20', rollupOptions: { output: { entryFileNames: 'main.mjs' } } },
  })
  return join(folder, 'program', 'main.mjs')
}
