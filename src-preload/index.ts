import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../src-shared/ipc'

type Listener = (payload: unknown) => void
/** Everybody who listens, behind one listener of the channel. */
const listeners = new Map<string, Set<Listener>>()
ipcRenderer.on('event', (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload)
})

const bridge: Bridge = {
  request: (name, args) => ipcRenderer.invoke('request', name, args),
  on: (name, listener) => {
    // A wrapper of its own: the same function may listen twice.
    const heard: Listener = (payload) => listener(payload)
    const those = listeners.get(name) ?? new Set()
    listeners.set(name, those.add(heard))
    return () => void those.delete(heard)
  },
  handOver: (files) => ipcRenderer.invoke('hand-over', files.map((file) => webUtils.getPathForFile(file))),
}
contextBridge.exposeInMainWorld('bridge', bridge)
