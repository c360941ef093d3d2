// One watch relieved by another. It stands in the chain of the incoming device; the outgoing one signs the same bytes.

import { constant, list, record, uint, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { link } from "./link.ts"
import { deviceId, instant, messageId, role } from "./names.ts"

/** `endsSeq` is the `seq` of the outgoing device's watch record that ends here; a later take of its stands. */
export const handover = record({
  format: constant(1),
  link,
  outgoing: deviceId,
  endsSeq: uint(),
  role,
  until: instant,
  open: list(messageId, limits.handoverItemsMax),
})
export type Handover = Infer<typeof handover>
