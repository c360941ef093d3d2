// What a desk mail says, once it is open. Tags are on the wire between the consoles of one party: only ever added at the end.

import { bytes, text, variant, type Infer } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { messageId } from "../../shared/records/names.ts"
import { countersignCases } from "./countersign-terms.ts"

export const content = variant({
  "release-request": [
    1,
    {
      draft: bytes(1, 4_096),
      signature: bytes(64),
      payload: bytes(0, limits.payloadBytesMax),
      opening: bytes(32),
    },
  ],
  returned: [2, { message: messageId, reason: text(limits.labelCharsMax) }],
  withdrawn: [3, { withdrawal: bytes(1, 1_024), signature: bytes(64) }],
  ...countersignCases,
})
export type Content = Infer<typeof content>
