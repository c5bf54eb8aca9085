// The page's entry: the theme first, then the frame, while the data is on its way.
import './theme.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/fonts.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadAppInfo } from './app-info.ts'
import { routes } from './features/routes/store.ts'
import { secrets } from './features/secrets/store.ts'
import { server } from './features/server/store.ts'
import { settings } from './features/settings/store.ts'
import { loadTraffic } from './features/traffic/store.ts'
import { answerLeaving } from './leaving.ts'
import { installWebApi } from './web/web-api.ts'

installWebApi()
answerLeaving()
void settings.load()
void loadAppInfo()
void server.load()
void routes.load()
void secrets.load()
void loadTraffic()

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element.')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
