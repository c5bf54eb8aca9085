// The three ways to begin: the echo upstream of the program itself, a provider, or the routes of another file.
import { ChevronDown, FileUp, type LucideIcon, Repeat2, Waypoints } from 'lucide-react'
import type { ReactNode } from 'react'
import { presets } from '../../../shared/presets.ts'
import type { RouteView } from '../../../shared/route.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { openImport } from '../config/import-dialog.tsx'
import { setRouteEnabled } from '../routes/actions.ts'
import { snippetOf } from '../routes/editor/snippets/snippets.ts'
import { addEcho, addProvider } from './add-route.ts'
import { echoStart, exampleRoute } from './example-route.ts'
import styles from './starts.module.css'

interface StartsProps {
  url: string
  list: readonly RouteView[]
}

export function Starts({ url, list }: StartsProps) {
  const host = new URL(url).host
  return (
    <section aria-label="Ways to begin">
      <h2 className={styles.title}>
        {list.length === 0 ? 'Add a route to see traffic' : 'Send a request to see traffic'}
      </h2>
      <p className={styles.lede}>
        A route sends a path on <span className="mono">{host}</span> to a target URL. Point your SDK at it and every
        exchange shows up here.
      </p>
      <div className={styles.cards}>
        <EchoCard url={url} list={list} />
        <Card
          icon={Waypoints}
          title="Add your first provider"
          action={
            <Menu
              trigger={
                <Button>
                  Choose provider
                  <Icon of={ChevronDown} size={12} />
                </Button>
              }
            >
              {presets.map((preset) => (
                <MenuItem key={preset.id} shortcut={preset.path} onSelect={() => addProvider(preset)}>
                  {preset.name}
                </MenuItem>
              ))}
            </Menu>
          }
        >
          Start from OpenAI, Anthropic, Cohere, Mistral, Gemini or Langfuse. The key goes to the keychain.
        </Card>
        <Card
          icon={FileUp}
          title="Import a LiteLLM config.yaml"
          action={<Button onClick={() => void openImport()}>Choose file…</Button>}
        >
          Reads <span className="mono">pass_through_endpoints</span>. Other settings in the file are kept as they are.
        </Card>
      </div>
    </section>
  )
}

function EchoCard({ url, list }: StartsProps) {
  const start = echoStart(list)
  const echo = <span className="mono">/echo</span>
  const card = (words: ReactNode, action: ReactNode) => (
    <Card icon={Repeat2} title="Try the built-in echo upstream" action={action}>
      {words}
    </Card>
  )
  if (start.kind === 'on')
    return card(
      <>{echo} is on and answers with the request it got. Send it the request below.</>,
      <CopyButton text={snippetOf('curl', exampleRoute(list), url)}>Copy curl</CopyButton>,
    )
  if (start.kind === 'off')
    return card(
      <>{echo} is there and switched off. It answers with the request it got.</>,
      <Button kind="primary" onClick={() => void setRouteEnabled(start.route, true)}>
        Turn on /echo
      </Button>,
    )
  return card(
    <>Adds {echo}, which answers with the request it got. No account or key.</>,
    <Button kind="primary" onClick={() => void addEcho()}>
      Add /echo
    </Button>,
  )
}

interface CardProps {
  icon: LucideIcon
  title: string
  action: ReactNode
  children: ReactNode
}

function Card({ icon, title, action, children }: CardProps) {
  return (
    <section className={styles.card} aria-label={title}>
      <Icon of={icon} size={18} className={styles.icon} />
      <h3 className={styles.cardTitle}>{title}</h3>
      <p className={styles.words}>{children}</p>
      <div className={styles.action}>{action}</div>
    </section>
  )
}
