// What a page that shows the desk is sent: the whole picture after every event and once a second, because countdowns and ages
// change without one. What fails ends it, and the page says so: a picture that stands still looks healthy.

import type { DeskRuntime } from "../../runtime/desk-runtime.ts"
import type { Handle, Stream } from "../../runtime/handle.ts"
import { ask, ops, type PictureForm } from "../../runtime/requests/ops.ts"

const everyMs = 1_000
/** Newest messages in a picture; older ones are read from the log. */
const shownMessages = 100

/** Whoever follows is told pictures, and nothing else. */
export interface Following {
  tell(picture: PictureForm): void
  readonly signal: AbortSignal
}

/** For requests whose one answer is their result. */
export function quiet({ signal }: Following): Stream {
  return { send: () => undefined, signal }
}

/** Until the signal comes. Rejects when the desk has ended, or a picture cannot be had. */
export async function follow(
  runtime: DeskRuntime,
  handle: Handle,
  stream: Following,
): Promise<void> {
  const request = async (op: string, args: unknown): Promise<unknown> =>
    await handle(op, args, quiet(stream))
  let isNews = false
  const forget = runtime.onNotice(() => {
    isNews = true
  })
  try {
    while (!stream.signal.aborted) {
      isNews = false
      const from = runtime.act(({ now }) => now.mono)
      stream.tell(await ask({ request }, ops.picture, { limit: shownMessages }))
      await runtime.until((_, now) => (isNews || now.mono - from >= everyMs ? true : undefined), {
        signal: stream.signal,
      })
    }
  } finally {
    forget()
  }
}
