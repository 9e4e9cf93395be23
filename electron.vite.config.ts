import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import { strictCsp } from './scripts/strict-csp'

const devPort = 5173

export default defineConfig(({ command }) => ({
  main: {
    build: {
      // The oldest runtime the app is run on, not the one it is typed against.
      target: 'node20.18',
      lib: { entry: { index: 'src-main/index.ts', cli: 'src-main/cli/index.ts', sandbox: 'src-sandbox/index.ts' } },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      // A sandboxed preload is one CommonJS file and can require nothing but electron.
      externalizeDeps: false,
      lib: { entry: 'src-preload/index.ts', formats: ['cjs' as const] },
      rolldownOptions: { output: { entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react(), tailwindcss(), strictCsp()],
    // The prebundling of the dev server would hide this file from strictCsp.
    optimizeDeps: { exclude: ['react-style-singleton'] },
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true, // electron-vite leaves it off; it is a fifth of the cold start
      assetsInlineLimit: 0, // the policy refuses data:
      rolldownOptions: {
        input: resolve('src-renderer/index.html'),
        // zod probes eval when the first schema is made, unless jitless.ts ran before. A chunk runs as a whole before those that
        // import it: with zod in one chunk, no schema of another can come first.
        output: { codeSplitting: { groups: [{ name: 'zod', test: /[\\/](node_modules[\\/]zod[\\/]|src-renderer[\\/]jitless\.ts$)/ }] } },
      },
    },
    // In development main's app:// handler fetches from here and puts a fresh nonce for each NONCE, so the page keeps its
    // origin and nearly its policy; only the reload socket is reached directly.
    ...(command === 'serve'
      ? {
          html: { cspNonce: 'NONCE' },
          server: { host: 'localhost', port: devPort, strictPort: true, hmr: { protocol: 'ws', host: 'localhost', clientPort: devPort } },
        }
      : {}),
  },
}))
