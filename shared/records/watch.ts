// Who is responsible at a desk. Signed by the device of the officer who takes or leaves the watch.

import { constant, record, variant, type Infer } from "../encoding/schema.ts"
import { link } from "./link.ts"
import { instant, role } from "./names.ts"

export const watch = record({
  format: constant(1),
  link,
  act: variant({ take: [1, { role, until: instant }], leave: [2, {}] }),
})
export type Watch = Infer<typeof watch>
