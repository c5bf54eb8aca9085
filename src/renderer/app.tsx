// The window: title bar, nav, the page and the status bar.
import { Tooltip } from '@base-ui/react/tooltip'
import type { LucideIcon } from 'lucide-react'
import { Activity, KeyRound, Settings, Waypoints } from 'lucide-react'
import { type ComponentType, useEffect } from 'react'
import { formatPlural } from '../shared/format.ts'
import styles from './app.module.css'
import { ConfigDialogs } from './features/config/config-dialogs.tsx'
import { Palette } from './features/palette/palette.tsx'
import { PaletteButton } from './features/palette/palette-button.tsx'
import { RoutesPage, RoutesStatus } from './features/routes/routes-page.tsx'
import { MoveLiteralsDialog } from './features/secrets/move-literals-dialog.tsx'
import { needsAttention } from './features/secrets/secret-words.ts'
import { SecretsPage, SecretsStatus } from './features/secrets/secrets-page.tsx'
import { secrets } from './features/secrets/store.ts'
import { ConnectionBanner } from './features/server/connection-banner.tsx'
import { ServerBanner } from './features/server/server-banner.tsx'
import { TitleBar } from './features/server/title-bar.tsx'
import { SettingsPage, SettingsStatus } from './features/settings/settings-page.tsx'
import { tellDamage } from './features/settings/system-store.ts'
import { OfferedRouteDialog } from './features/shell/offered-route-dialog.tsx'
import { followRequests } from './features/shell/requests.ts'
import { showTasks } from './features/traffic/task-toasts.ts'
import { TrafficPage } from './features/traffic/traffic-page.tsx'
import { TrafficStatus } from './features/traffic/traffic-status.tsx'
import { listenToKeys } from './keys.ts'
import { useLive } from './live-value.ts'
import { numberedPages, type PageName, usePage } from './pages.ts'
import { Icon } from './ui/icon.tsx'
import { ToastProvider } from './ui/toast.tsx'

interface PageParts {
  label: string
  icon: LucideIcon
  Content: ComponentType
  Status: ComponentType
}

const parts: Record<PageName, PageParts> = {
  traffic: { label: 'Traffic', icon: Activity, Content: TrafficPage, Status: TrafficStatus },
  routes: { label: 'Routes', icon: Waypoints, Content: RoutesPage, Status: RoutesStatus },
  secrets: { label: 'Secrets', icon: KeyRound, Content: SecretsPage, Status: SecretsStatus },
  settings: { label: 'Settings', icon: Settings, Content: SettingsPage, Status: SettingsStatus },
}

export function App() {
  const page = usePage()
  const { label, Content, Status } = parts[page]

  useEffect(listenToKeys, [])
  useEffect(showTasks, [])
  useEffect(tellDamage, [])
  useEffect(followRequests, [])
  useEffect(() => {
    document.title = `${label} · Throughline`
  }, [label])

  return (
    <ToastProvider>
      <Tooltip.Provider delay={600}>
        <div className={styles.app}>
          <TitleBar end={<PaletteButton />} />
          <Nav page={page} />
          <main className={styles.main}>
            <ConnectionBanner />
            <ServerBanner />
            <Content />
          </main>
          <footer className={styles.status} data-region="status">
            <Status />
          </footer>
        </div>
        <Palette />
        <MoveLiteralsDialog />
        <ConfigDialogs />
        <OfferedRouteDialog />
      </Tooltip.Provider>
    </ToastProvider>
  )
}

function Nav({ page }: { page: PageName }) {
  const attention = (useLive(secrets).value?.secrets ?? []).filter(needsAttention).length
  return (
    <nav className={styles.nav} aria-label="Main" data-region="nav">
      {numberedPages.map((name) => (
        <NavLink key={name} name={name} page={page} attention={name === 'secrets' ? attention : 0} />
      ))}
      <span id="secrets-attention" hidden>
        {formatPlural(attention, 'secret needs', 'secrets need')} attention
      </span>
      <span className="grow" />
      <NavLink name="settings" page={page} attention={0} />
    </nav>
  )
}

function NavLink({ name, page, attention }: { name: PageName; page: PageName; attention: number }) {
  return (
    <a
      className={styles.item}
      href={`#${name}`}
      aria-current={name === page ? 'page' : undefined}
      aria-describedby={attention > 0 ? 'secrets-attention' : undefined}
    >
      <Icon of={parts[name].icon} size={18} />
      {parts[name].label}
      {attention > 0 && (
        <span className={styles.badge} aria-hidden="true">
          {attention}
        </span>
      )}
    </a>
  )
}
