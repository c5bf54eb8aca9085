// What the window's page may do, every switch of it said: what Electron takes by default may change with a version.
import type { WebPreferences } from 'electron'

/** @param preload the built preload script, absolute */
export function pagePreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    // A file that is dropped is opened by the page, which asks main; the window does not go there.
    navigateOnDragDrop: false,
    // alert() and its like stop the page, and look as if the system asked.
    disableDialogs: true,
    spellcheck: false,
  }
}
