// Files between the user's computer and the host: chosen and uploaded when the host asks, downloaded when it offers.
import { fileNameHeader, webPaths } from '../../shared/web-messages.ts'

/**
 * Lets the user choose a file and sends it to the host.
 * @returns false where the user chose none
 * @throws Error where the host does not take it, in words
 */
export async function uploadChosenFile(ticket: string, accept: string): Promise<boolean> {
  const file = await chooseFile(accept)
  if (file === null) return false
  const response = await fetch(`${webPaths.uploads}${ticket}`, {
    method: 'POST',
    headers: { [fileNameHeader]: encodeURIComponent(file.name), 'content-type': 'application/octet-stream' },
    body: file,
  })
  if (!response.ok) throw new Error((await response.text()).trim())
  return true
}

function chooseFile(accept: string): Promise<File | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null))
    input.addEventListener('cancel', () => resolve(null))
    input.click()
  })
}

export function download(ticket: string): void {
  const link = document.createElement('a')
  link.href = `${webPaths.downloads}${ticket}`
  // The host names it.
  link.download = ''
  link.click()
}
