// A field of several lines, in the type of code.
import type { ComponentPropsWithRef } from 'react'
import { classNames } from './class-names.ts'
import styles from './text-area.module.css'

export function TextArea({ className, ...rest }: ComponentPropsWithRef<'textarea'>) {
  return <textarea spellCheck={false} autoComplete="off" {...rest} className={classNames(styles.area, className)} />
}
