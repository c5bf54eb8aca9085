// Puts `window.api` on the page: the contract's calls and events, dropped files, and nothing else of Electron.
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { EventName, EventPayload, WindowApi } from '../shared/contract.ts'
import { callChannel, dropChannel, eventChannel } from '../shared/ipc-channels.ts'

// Electron hands the environment on to every page's process, and credentials stand in it. Nothing here needs any of it.
for (const name of Object.keys(process.env)) delete process.env[name]

type Listener = (payload: EventPayload<EventName>) => void

const listeners = new Map<string, Set<Listener>>()

ipcRenderer.on(eventChannel, (_event, name: string, payload: EventPayload<EventName>) => {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(payload)
})

const api: WindowApi = {
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input),
  openDropped: (file) => ipcRenderer.invoke(dropChannel, webUtils.getPathForFile(file as File)),
  on(name, listener) {
    const ofName = listeners.get(name) ?? new Set<Listener>()
    listeners.set(name, ofName)
    // One function may subscribe twice, and each subscription ends by itself.
    const receive: Listener = (payload) => listener(payload as EventPayload<typeof name>)
    ofName.add(receive)
    return () => {
      ofName.delete(receive)
    }
  },
}

contextBridge.exposeInMainWorld('api', api)
