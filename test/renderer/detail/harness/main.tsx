// The harness's page: the pane at a chosen width, on a chosen tab and theme, with the dialogs.
import { fakeApi } from './fake-api.ts'
import '../../../../src/renderer/ui/tokens.css'
import '../../../../src/renderer/ui/base.css'
import '../../../../src/renderer/ui/fonts.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

const query = new URLSearchParams(location.search)
const id = query.get('id') ?? 'anthropic'
document.documentElement.dataset.theme = query.get('theme') ?? 'light'
Object.assign(window, { api: fakeApi() })

// After window.api is there: stores may ask as soon as they are loaded.
const { ExchangePane } = await import('../../../../src/renderer/features/traffic/detail/exchange-pane.tsx')
const { ExchangeDialogs } = await import('../../../../src/renderer/features/traffic/detail/exchange-dialogs.tsx')
const { selectTab } = await import('../../../../src/renderer/features/traffic/detail/exchange-tabs.ts')
const dialogs = await import('../../../../src/renderer/features/traffic/detail/exchange-dialogs-store.ts')
const { ToastProvider } = await import('../../../../src/renderer/ui/toast.tsx')

selectTab(Number(query.get('tab') ?? 1))
if (query.get('dialog') === 'edit') dialogs.openEdit(id)
if (query.get('dialog') === 'compare') dialogs.openCompare([id, query.get('with') ?? 'cohere'])

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element.')
root.style.cssText = `display:flex;width:${query.get('width') ?? '404'}px;height:${query.get('height') ?? '700'}px`
createRoot(root).render(
  <StrictMode>
    <ToastProvider>
      <main style={{ display: 'flex', flex: 1, minWidth: 0 }}>
        <ExchangePane id={id} onClose={() => {}} />
      </main>
      <ExchangeDialogs />
    </ToastProvider>
  </StrictMode>,
)
