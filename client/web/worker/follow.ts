// What a page that shows the desk is sent: every notice at once, and the whole picture after it and once a second, because
// countdowns and ages change without an event.

import type { DeskRuntime } from "../../runtime/desk-runtime.ts"
import type { Handle, Stream } from "../../runtime/handle.ts"
import { ask, ops } from "../../runtime/requests/ops.ts"
import type { Followed } from "./protocol.ts"

const everyMs = 1_000
/** Newest messages in a picture; older ones are read from the log. */
const shownMessages = 100

/** Whoever follows is told pictures and notices, and nothing else. */
export interface Following {
  tell(followed: Followed): void
  readonly signal: AbortSignal
}

/** For requests whose one answer is their result. */
export function quiet({ signal }: Following): Stream {
  return { send: () => undefined, signal }
}

export async function follow(
  runtime: DeskRuntime,
  handle: Handle,
  stream: Following,
): Promise<void> {
  const request = async (op: string, args: unknown): Promise<unknown> =>
    await handle(op, args, quiet(stream))
  let isLooking = false
  let isDue = false
  const look = async (): Promise<void> => {
    isDue = true
    if (isLooking) return
    isLooking = true
    while (isDue && !stream.signal.aborted) {
      isDue = false
      stream.tell({
        kind: "picture",
        picture: await ask({ request }, ops.picture, { limit: shownMessages }),
      })
    }
    isLooking = false
  }
  const forget = runtime.onNotice((notice) => {
    stream.tell({ kind: "notice", notice })
    void look()
  })
  const timer = setInterval(() => void look(), everyMs)
  await look()
  await runtime
    .until(() => undefined, { signal: stream.signal })
    .finally(() => {
      clearInterval(timer)
      forget()
    })
}
