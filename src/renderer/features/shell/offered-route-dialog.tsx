// Shows what a link would add to config.yaml, and where secrets would go; nothing is added before the user says so.
import { useRef } from 'react'
import { useStore } from 'zustand'
import { demoHost } from '../../../shared/demo-host.ts'
import type { RouteFields } from '../../../shared/route.ts'
import { useLive } from '../../live-value.ts'
import { openPage } from '../../pages.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { Words } from '../../ui/words.tsx'
import { addRoute } from '../routes/actions.ts'
import { focusEditor } from '../routes/focus.ts'
import { routes } from '../routes/store.ts'
import styles from './offered-route-dialog.module.css'
import { closeOffer, offers } from './requests.ts'

/** Names of the variables whose values requests to the route would carry, each once. */
function variablesOf({ target, headers }: RouteFields): string[] {
  const texts = [target, ...headers.map(({ value }) => value ?? '')]
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/os\.environ\/(\w+)/g)].map(([, name]) => name ?? '')))]
}

async function add(fields: RouteFields): Promise<void> {
  closeOffer()
  openPage('routes')
  if (await addRoute(fields)) focusEditor()
}

export function OfferedRouteDialog() {
  const [fields] = useStore(offers, (state) => state.routes)
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <Dialog open={fields !== undefined} title="Add this route?" onClose={closeOffer} initialFocus={cancel}>
      {fields && (
        <>
          <DialogBody>
            <Offer fields={fields} />
          </DialogBody>
          <DialogFoot>
            <Button ref={cancel} onClick={closeOffer}>
              Cancel
            </Button>
            <Button kind="primary" onClick={() => void add(fields)}>
              Add route
            </Button>
          </DialogFoot>
        </>
      )}
    </Dialog>
  )
}

function Offer({ fields }: { fields: RouteFields }) {
  const { path, target, methods, headers, includeSubpath, auth } = fields
  const list = useLive(routes).value
  const variables = variablesOf(fields)
  const host = URL.canParse(target) ? new URL(target).host : target
  const isTaken = list?.routes.some((route) => route.path === path) ?? false
  return (
    <>
      <Words>
        A link describes this route. It would be added to {list?.file.name ?? 'the open file'} behind the others.
      </Words>
      <dl className={styles.facts}>
        <dt>Path</dt>
        <dd className="mono">
          {path}
          {includeSubpath && '/*'}
        </dd>
        <dt>Target</dt>
        <dd className="mono">{target}</dd>
        {methods.length > 0 && (
          <>
            <dt>Methods</dt>
            <dd className="mono">{methods.join(' ')}</dd>
          </>
        )}
        {headers.length > 0 && (
          <>
            <dt>Headers</dt>
            <dd className={styles.list}>
              {headers.map(({ name, value }) => (
                <span key={name} className="mono">
                  {name}: {value}
                </span>
              ))}
            </dd>
          </>
        )}
        <dt>Client key</dt>
        <dd>{auth ? 'needed' : 'not needed'}</dd>
      </dl>
      {variables.length > 0 && host !== demoHost && (
        <Banner kind="warn" fact={`Requests to ${path} send ${variables.join(', ')} to ${host}.`}>
          Add it only if you trust that address with {variables.length === 1 ? 'this secret' : 'these secrets'}.
        </Banner>
      )}
      {isTaken && (
        <Banner kind="info" fact={`There is a route for ${path} already.`}>
          The first one in the file that takes a request answers it.
        </Banner>
      )}
    </>
  )
}
