// Moves a route of a config.yaml, byte for byte, with the comments that are its own.
import { isDeepStrictEqual } from 'node:util'
import type { ReadYaml } from '../yaml-text.ts'
import { detachForOrder } from './anchors.ts'
import { editBody, expectRoute, openConfig, withRoutes } from './config-text.ts'
import { withEdits } from './edit-units.ts'
import { compose, layoutOf, withMoved, withMovedAlong } from './list-layout.ts'
import { printRoutes } from './print-routes.ts'
import { firstVerified } from './verified-edit.ts'

const refusal = 'This route cannot be moved without changing others. Edit the file by hand.'

/**
 * @param to where it stands afterwards
 * @throws CallError conflict when no route stands at an index, config_invalid where it cannot be moved alone
 */
export function moveRoute(source: string, from: number, to: number, read?: ReadYaml): string {
  return editBody(source, (text) => {
    const config = openConfig(text, read)
    expectRoute(config, from)
    expectRoute(config, to)
    if (from === to) return text
    const order = moved([...config.routes.keys()], from, to)
    const meant = withRoutes(config.tree, moved(config.routes, from, to))
    return firstVerified(
      config.read,
      [
        () => compose(withMoved(layoutOf(config), from, to)),
        () => compose(withMovedAlong(layoutOf(config), from, to)),
        () => compose(withMoved(withEdits(layoutOf(config), detachForOrder(config, order)), from, to)),
        () =>
          printRoutes(
            text,
            order.map((index) => ({ from: index })),
          ),
        () =>
          printRoutes(
            text,
            order.map((index) => ({ value: config.routes[index], like: index })),
          ),
      ],
      (tree) => isDeepStrictEqual(tree, meant),
      refusal,
    )
  })
}

function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  return items.toSpliced(from, 1).toSpliced(to, 0, items[from] as Item)
}
