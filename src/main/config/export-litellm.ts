// Writes a config.yaml for a LiteLLM proxy: what Throughline assumes is said, its own is gone, no secret is in it.
import { isDeepStrictEqual } from 'node:util'
import { isMap, isSeq, parseDocument } from 'yaml'
import { demoHost } from '../../shared/demo-host.ts'
import { routeKeyPath } from './config.ts'
import { hideCredentials, valueId } from './hide-credentials.ts'
import { printExport, routeComment } from './print-export.ts'
import { readRawConfig } from './raw-config.ts'
import { commentOut, explicitDefaults, explicitRoute } from './route-edits.ts'
import { parseTemplate } from './template.ts'
import { applyEdits, lineBreak, type TextEdit } from './text-edit.ts'
import { findNode, formatKeyPath, resolveAliases } from './yaml-node.ts'
import { parseYaml, readTree } from './yaml-text.ts'

export interface LitellmExport {
  text: string
  /** What the reader must know or do, a sentence each; never a credential. */
  notes: string[]
}

type Route = Readonly<Record<string, unknown>>

/** Lead the comment of a route that is left out; null: the route is on. */
type WhyOut = { note: string; comment: string | null } | null

/**
 * @param source a valid config.yaml
 * @throws Error where no way of writing it reads as it must
 */
export function exportForLitellm(source: string): LitellmExport {
  const mark = source.startsWith('\ufeff') ? '\ufeff' : ''
  const body = source.slice(mark.length)
  const before = readTree(parseYaml(body))
  const hidden = hideCredentials(body.endsWith('\n') || body === '' ? body : body + lineBreak(body))
  const tree = withoutCredentials(before, hidden.values)
  // Why a route is left out is read from the target as it was.
  const reasons = readRawConfig(before).routes.map(whyOut)
  const routes = readRawConfig(tree).routes.map(explicit)
  const meant = asExported(tree, routes, reasons)

  let text = inPlace(hidden.text, reasons)
  if (text === null || !readsAs(text, meant)) text = printed(hidden.text, routes, reasons)
  if (!readsAs(text, meant)) throw new Error('This file cannot be written for LiteLLM without changing what it means.')
  const notes = [
    ...reasons.flatMap((reason, index) => (reason ? [`${nameOf(routes, index)} ${reason.note}`] : [])),
    ...hidden.places.map(
      ({ place, variable }) => `${place}: the credential is left out; set ${variable} for the proxy`,
    ),
    ...routes.flatMap((route, index) => (reasons[index] ? [] : findUnresolved(route, index))),
  ]
  return { text: mark + text, notes }
}

function nameOf(routes: readonly Route[], index: number): string {
  return `${String(routes[index]?.path)} (route ${index + 1})`
}

function whyOut({ target, enabled }: Route): WhyOut {
  if (typeof target === 'string' && URL.canParse(target) && new URL(target).hostname === demoHost) {
    const comment = "Throughline's own demo: no other proxy reaches this target."
    return { note: "leads to Throughline's own demo: it is written as a comment", comment }
  }
  return enabled === false ? { note: 'is disabled: it is written as a comment', comment: null } : null
}

function explicit({ enabled: _, ...route }: Route): Route {
  const defaults = Object.entries(explicitDefaults).filter(([key]) => typeof route[key] !== 'boolean')
  return { ...route, ...Object.fromEntries(defaults) }
}

/** Line by line, so that the rest stays byte for byte; null where that is not possible. */
function inPlace(text: string, reasons: readonly WhyOut[]): string | null {
  const values = readRawConfig(readTree(parseYaml(text))).routes
  const document = parseYaml(text)
  const aliases = resolveAliases(document)
  const done = new Set<unknown>()
  const edits: TextEdit[] = []
  for (const [index, route] of values.entries()) {
    const node = findNode(document, aliases, routeKeyPath(index))?.node
    if (!isMap(node)) return null
    // Two routes may be one by an alias.
    if (!done.has(node)) edits.push(...explicitRoute(text, node, route))
    done.add(node)
  }
  const spelledOut = tryEdits(text, edits)
  if (spelledOut === null || reasons.every((reason) => reason === null)) return spelledOut

  const routes = routesWithTokens(spelledOut)
  if (routes === null) return null
  const comments = reasons.map((reason, at) => reason && commentOut(spelledOut, routes, at, reason.comment))
  if (comments.some((comment, at) => comment === null && reasons[at] !== null)) return null
  return tryEdits(
    spelledOut,
    comments.flatMap((comment) => comment ?? []),
  )
}

/** Only the tokens tell where an item's dash stands. */
function routesWithTokens(text: string) {
  const document = parseDocument(text, { version: '1.1', keepSourceTokens: true })
  const found = findNode(document, resolveAliases(document), routeKeyPath(0).slice(0, -1))
  return found?.complete && isSeq(found.node) ? found.node : null
}

/** Odd YAML can make edits meet; then the file is printed. */
function tryEdits(text: string, edits: readonly TextEdit[]): string | null {
  try {
    return applyEdits(text, edits)
  } catch {
    return null
  }
}

function printed(text: string, routes: readonly Route[], reasons: readonly WhyOut[]): string {
  const items = routes.map((route, index) => {
    const reason = reasons[index]
    return reason ? { comment: routeComment(route, reason.comment) } : route
  })
  const result = printExport(text, items)
  return text.includes('\r\n') ? result.replaceAll(/\r?\n/g, '\r\n') : result
}

/** The tree that the export must read as. */
function asExported(tree: unknown, routes: readonly Route[], reasons: readonly WhyOut[]): unknown {
  if (routes.length === 0) return normal(tree)
  const { general_settings: settings, ...others } = tree as { general_settings: Record<string, unknown> }
  const kept = routes.filter((_, index) => reasons[index] === null)
  return { ...others, general_settings: { ...settings, pass_through_endpoints: kept } }
}

function readsAs(text: string, meant: unknown): boolean {
  const document = parseYaml(text)
  if (document.errors.length > 0) return false
  try {
    return isDeepStrictEqual(normal(readTree(document)), meant)
  } catch {
    // An alias whose anchor became a comment.
    return false
  }
}

/** A list of which only comments are left reads as nothing. */
function normal(tree: unknown): unknown {
  const settings = (tree as { general_settings?: Record<string, unknown> | null }).general_settings
  if (!settings || settings.pass_through_endpoints !== null) return tree
  return { ...(tree as object), general_settings: { ...settings, pass_through_endpoints: [] } }
}

function withoutCredentials(tree: unknown, values: ReadonlyMap<string, string>, key = ''): unknown {
  if (typeof tree === 'string') return values.get(valueId(key, tree)) ?? tree
  if (Array.isArray(tree)) return tree.map((item) => withoutCredentials(item, values, key))
  if (typeof tree !== 'object' || tree === null || Object.getPrototypeOf(tree) !== Object.prototype) return tree
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => [name, withoutCredentials(value, values, name)]),
  )
}

/** LiteLLM takes all from `os.environ/` to the value's end for one name, and in a target only from its start. */
function findUnresolved(route: Route, index: number): string[] {
  const say = (path: readonly PropertyKey[], form: string) =>
    `${formatKeyPath([...routeKeyPath(index), ...path])}: LiteLLM replaces a variable only as ${form}; this value would go out as it stands`
  const headers = Object.entries((route.headers ?? {}) as Record<string, unknown>)
  const unresolved = headers.flatMap(([name, value]) => {
    const { names, literals } = parseTemplate(String(value))
    const isPair = name === 'LANGFUSE_PUBLIC_KEY' || name === 'LANGFUSE_SECRET_KEY'
    const isResolved = names.length <= 1 && literals.at(-1) === '' && (!isPair || literals[0] === '')
    if (names.length === 0 || isResolved) return []
    return [say(['headers', name], isPair ? 'the whole of the value' : 'the last part of a header')]
  })
  const target = parseTemplate(String(route.target))
  const isWhole = target.literals.every((literal) => literal === '') && target.names.length === 1
  return target.names.length > 0 && !isWhole ? [...unresolved, say(['target'], 'the whole of the value')] : unresolved
}
