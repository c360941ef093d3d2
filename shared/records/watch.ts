// Who is responsible at a desk. Signed by the device of the officer who takes or leaves the watch.

import { constant, record, uint, variant, type Infer } from "../encoding/schema.ts"
import { link } from "./link.ts"
import { role } from "./names.ts"

export const watch = record({
  format: constant(1),
  link,
  act: variant({ take: [1, { role, until: uint() }], leave: [2, {}] }),
})
export type Watch = Infer<typeof watch>
