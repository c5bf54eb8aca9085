// What the traffic page shows before the first request: a command that makes one.
import { useLive } from '../../live-value.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { routes } from '../routes/store.ts'
import { exampleCommand } from './example-command.ts'
import styles from './first-request.module.css'

export function FirstRequest({ url, title }: { url: string; title: string }) {
  const command = exampleCommand(url, useLive(routes).value?.routes ?? [])
  return (
    <div className={styles.place}>
      <section className={styles.box} aria-label="First request">
        <div className={styles.head}>
          <span className={styles.dot} />
          <h2 className={styles.title}>{title}</h2>
        </div>
        <div className={styles.code}>
          <pre className={styles.command}>{command}</pre>
          <CopyButton text={command}>Copy</CopyButton>
        </div>
        <p className={styles.help}>
          A request to a path with no route answers 404 and is listed too, so you can see what your SDK asks for.
        </p>
      </section>
    </div>
  )
}
