// Markdown as a model writes it, on the page: links lead nowhere, pictures are not loaded, HTML stays text.
import type { ComponentPropsWithoutRef } from 'react'
import ReactMarkdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import styles from './markdown.module.css'

const plugins = [remarkGfm]

// What a model writes must not lead the window anywhere; the address is there to be read.
function Link({ href, children }: ComponentPropsWithoutRef<'a'>) {
  return (
    <span className={styles.link} title={href}>
      {children}
    </span>
  )
}

function Picture({ src, alt }: ComponentPropsWithoutRef<'img'>) {
  const address = typeof src === 'string' ? src : ''
  return (
    <span className={styles.picture} title={address}>
      Picture: {alt || address || 'without a description'}
    </span>
  )
}

function Table({ children }: ComponentPropsWithoutRef<'table'>) {
  return (
    <div className={styles.tableFrame}>
      <table>{children}</table>
    </div>
  )
}

const components = { a: Link, img: Picture, table: Table }

export function Markdown({ text }: { text: string }) {
  return (
    <div className={styles.markdown}>
      <ReactMarkdown remarkPlugins={plugins} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  )
}
