import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../src-shared/ipc'

// The page listens once to each kind of event, and there are more of those than Node expects.
ipcRenderer.setMaxListeners(0)

const bridge: Bridge = {
  request: (name, args) => ipcRenderer.invoke('request', name, args),
  on: (name, listener) => {
    const heard = (_event: unknown, announced: string, payload: unknown) => {
      if (announced === name) listener(payload)
    }
    ipcRenderer.on('event', heard)
    // Nothing is returned: it would be handed to the page.
    return () => void ipcRenderer.off('event', heard)
  },
  handOver: (files) => ipcRenderer.invoke('hand-over', files.map((file) => webUtils.getPathForFile(file))),
}
contextBridge.exposeInMainWorld('bridge', bridge)
