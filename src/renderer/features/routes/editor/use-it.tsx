// Ready code for the route, to be copied into a client.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { useLive } from '../../../live-value.ts'
import { classNames } from '../../../ui/class-names.ts'
import blockStyles from '../../../ui/code-block.module.css'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { SnippetCode } from '../../../ui/snippet-code.tsx'
import { clientUrl } from '../../server/client-url.ts'
import { server } from '../../server/store.ts'
import sections from './editor-section.module.css'
import type { SnippetRoute } from './snippets/client-call.ts'
import { type SnippetLanguage, snippetLanguages, snippetOf } from './snippets/snippets.ts'
import styles from './use-it.module.css'

const labels: Record<SnippetLanguage, string> = { curl: 'curl', python: 'Python', node: 'Node', env: 'env' }

/** Stays when another route is opened. */
const chosen = createStore<{ language: SnippetLanguage }>(() => ({ language: 'curl' }))

export function UseIt({ route }: { route: SnippetRoute }) {
  const { language } = useStore(chosen)
  const state = useLive(server).value
  if (!state) return null
  const code = snippetOf(language, route, clientUrl(state))
  return (
    <section className={sections.section} aria-label="Use it">
      <div className={sections.head}>
        <h3>Use it</h3>
        <span className="grow" />
        <Segments
          label="Language of the snippet"
          options={snippetLanguages.map((value) => ({ value, label: labels[value] }))}
          value={language}
          onValueChange={(next) => chosen.setState({ language: next })}
        />
      </div>
      <div className={styles.box}>
        <SnippetCode code={code} className={classNames(blockStyles.box, styles.code)} />
        <CopyButton text={code} label="Copy snippet" className={styles.copy} />
      </div>
    </section>
  )
}
