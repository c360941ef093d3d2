// The start of a relay's lines, once its pages are served: for as long as the journal cannot be reached, they say why.

import { insist } from "./insist.ts"
import type { LineOutcome } from "./line-loop.ts"
import type { Lines } from "./lines.ts"
import type { WebhookPager } from "./webhook-pager.ts"

/** Settles when every line is open, or with what came of the first that ended before. */
export async function openAll(
  lines: Lines,
  webhook: WebhookPager | undefined,
): Promise<LineOutcome | undefined> {
  try {
    // No step is recorded before it is known who has been called already.
    await insist(async () => {
      await webhook?.prepare(lines.ids)
    })
  } catch (cause) {
    return { kind: "halted", cause }
  }
  return await lines.open()
}

export function causeOf(outcome: LineOutcome): Error {
  if (outcome.kind === "halted" && outcome.cause instanceof Error) return outcome.cause
  return new Error("a line ended before it was open")
}
