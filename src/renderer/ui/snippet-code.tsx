// A snippet's code in colours: strings, comments and words of its language.
import { classNames } from './class-names.ts'
import blockStyles from './code-block.module.css'
import { highlight } from './code-highlight.ts'
import styles from './snippet-code.module.css'

export function SnippetCode({ code, className }: { code: string; className?: string | undefined }) {
  return (
    <pre className={classNames(blockStyles.text, styles.code, className)}>
      {highlight(code).map(({ kind, text, at }) =>
        kind === 'plain' ? (
          text
        ) : (
          <span key={at} data-kind={kind}>
            {text}
          </span>
        ),
      )}
    </pre>
  )
}
