// Where the house stands, whether a test runs from its source or from what `tsc -b tests` compiled; and the programs in it.

import { existsSync } from "node:fs"
import { dirname, join } from "node:path"

function rootAbove(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : rootAbove(dirname(folder))
}

export const projectRoot = rootAbove(import.meta.dirname)

/** A compiled program, such as `server/main.js` or `tests/faults/relay.child.js`. Node 20 cannot run TypeScript itself. */
export function compiled(program: string): string {
  const path = join(projectRoot, "dist", program)
  if (!existsSync(path)) throw new Error(`${path} is not there: run tsc -b tests`)
  return path
}
