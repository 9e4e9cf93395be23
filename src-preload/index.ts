import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../src-shared/ipc'

const bridge: Bridge = {
  request: (name, args) => ipcRenderer.invoke('request', name, args),
  on: (name, listener) => {
    const heard = (_event: unknown, announced: string, payload: unknown) => {
      if (announced === name) listener(payload)
    }
    ipcRenderer.on('event', heard)
    return () => ipcRenderer.off('event', heard)
  },
  handOver: (files) => ipcRenderer.invoke('hand-over', files.map((file) => webUtils.getPathForFile(file))),
}
contextBridge.exposeInMainWorld('bridge', bridge)
