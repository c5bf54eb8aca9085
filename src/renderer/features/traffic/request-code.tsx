// Code that makes a request to the gateway, in the language of the user's choice.
import { useState } from 'react'
import type { RouteView } from '../../../shared/route.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SnippetCode } from '../../ui/snippet-code.tsx'
import { type SnippetLanguage, snippetLanguages, snippetOf } from '../routes/editor/snippets/snippets.ts'
import { exampleRoute } from './example-route.ts'
import styles from './first-request.module.css'

const labels: Record<SnippetLanguage, string> = { curl: 'curl', python: 'Python', node: 'Node', env: 'env' }

interface RequestCodeProps {
  url: string
  list: readonly RouteView[]
  title: string
}

export function RequestCode({ url, list, title }: RequestCodeProps) {
  const [language, setLanguage] = useState<SnippetLanguage>('curl')
  const code = snippetOf(language, exampleRoute(list), url)
  return (
    <section className={styles.request} aria-label="First request">
      <div className={styles.head}>
        <span className={styles.dot} />
        <h2 className={styles.waiting}>{title}</h2>
        <span className="grow" />
        <Segments
          label="Language of the code"
          options={snippetLanguages.map((value) => ({ value, label: labels[value] }))}
          value={language}
          onValueChange={setLanguage}
        />
      </div>
      <div className={styles.code}>
        <SnippetCode code={code} className={styles.command} />
        <CopyButton text={code}>Copy</CopyButton>
      </div>
      <p className={styles.help}>
        A request to a path with no route answers 404 and is listed too, so you can see what your SDK asks for.
      </p>
    </section>
  )
}
