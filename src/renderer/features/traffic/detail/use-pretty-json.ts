// JSON laid out for reading: short texts at once, long ones in slices between which the window stays awake.
import { useEffect, useMemo, useState } from 'react'
import { createJsonPrinter, prettyJson } from './pretty-json.ts'

/** Characters; up to this it takes no time that anybody would notice. */
const atOnce = 1_000_000
const stepCharacters = 20_000
/** Milliseconds that a slice may take, so that the window draws and answers in between. */
const sliceMs = 10

interface Pretty {
  /** null: the text is not JSON, or not laid out yet. */
  text: string | null
  /** 0 to 1 while it is laid out; null when that is over. */
  progress: number | null
}

/** `text` null: there is nothing to lay out. */
export function usePrettyJson(text: string | null, isCut: boolean): Pretty {
  const short = useMemo(
    () => (text !== null && text.length <= atOnce ? { text: prettyJson(text, { isCut }), progress: null } : null),
    [text, isCut],
  )
  const [long, setLong] = useState<{ of: string | null; pretty: Pretty }>({
    of: null,
    pretty: { text: null, progress: 0 },
  })

  useEffect(() => {
    if (text === null || text.length <= atOnce) return
    const printer = createJsonPrinter(text, { isCut })
    let timer: ReturnType<typeof setTimeout>
    const slice = () => {
      const until = performance.now() + sliceMs
      let isDone = false
      while (!isDone && performance.now() < until) isDone = printer.step(stepCharacters)
      setLong({
        of: text,
        pretty: isDone ? { text: printer.result(), progress: null } : { text: null, progress: printer.progress() },
      })
      if (!isDone) timer = setTimeout(slice)
    }
    timer = setTimeout(slice)
    return () => clearTimeout(timer)
  }, [text, isCut])

  if (text === null) return { text: null, progress: null }
  if (short) return short
  return long.of === text ? long.pretty : { text: null, progress: 0 }
}
