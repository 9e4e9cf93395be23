#!/usr/bin/env node
// npm run dev: the app with Vite behind its page, which reloads while editing; a change of main restarts it. The page keeps
// its address and its policy: main's app:// handler asks Vite for the files (ELECTRON_RENDERER_URL).
import './nodeVersion.mjs'
import { join } from 'node:path'
import { hasDisplay, startDisplay } from './display.mjs'
import { run } from './processes.mjs'
import { entry, isRoot, root, say } from './project.mjs'
import { setupToRun } from './setup.mjs'

await entry(import.meta.url, async (args) => {
  const runtime = await setupToRun()
  const display = hasDisplay() ? null : await startDisplay('1440x900x24')
  if (display) say(`no display here: the window opens on a virtual one (${display.env.DISPLAY}) and cannot be seen`)
  const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const env = { ...process.env, ...display?.env, ELECTRON_EXEC_PATH: runtime.path }
  try {
    return await run(process.execPath, [vite, 'dev', '--watch', ...(isRoot() ? ['--noSandbox'] : []), '--', ...args], { env })
  } finally {
    display?.stop()
  }
})
