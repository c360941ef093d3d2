// Officers at work, without pause: at both parties somebody sends, and somebody reads most of what comes, though not all of it
// and not at once. What nobody reads climbs the ladder, whatever happens to the relays meanwhile.

import type { MessageId } from "../../shared/records/names.ts"
import type { DeskAtWork } from "../support/desk-at-work.ts"
import type { Dice } from "../simulation/world/dice.ts"

const shareRead = 0.6
const readWithinMs = 400

export interface LoadWish {
  readonly dice: Dice
  /** Between two messages of one sender, on average. */
  readonly everyMs: number
}

export class Load {
  readonly sent: { readonly message: MessageId; readonly by: DeskAtWork }[] = []
  readonly #unread = new Map<MessageId, DeskAtWork>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #wish: LoadWish
  #isOver = false

  /** `pairs`: who sends, and who of the other party reads it. */
  constructor(
    pairs: readonly { readonly from: DeskAtWork; readonly to: DeskAtWork }[],
    wish: LoadWish,
  ) {
    this.#wish = wish
    for (const { from, to } of pairs) {
      const author = from.identity.device
      const reader = to
      reader.onNotice = (notice) => {
        // The sender's own sibling is shown it too, and has nothing to acknowledge.
        if (notice.kind === "arrived" && notice.from === author)
          this.#arrived(reader, notice.message)
      }
      this.#sendLater(from)
    }
  }

  #later(ms: number, deed: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      deed()
    }, ms)
    this.#timers.add(timer)
  }

  #sendLater(from: DeskAtWork): void {
    const { dice, everyMs } = this.#wish
    this.#later(dice.between(1, 2 * everyMs), () => {
      if (this.#isOver) return
      const precedence = dice.pick(["FLASH", "FLASH", "IMMEDIATE", "ROUTINE"] as const)
      const text = `message ${String(this.sent.length)} ${"x".repeat(dice.between(0, 3_000))}`
      this.sent.push({ message: from.send(text, precedence), by: from })
      this.#sendLater(from)
    })
  }

  #arrived(reader: DeskAtWork, message: MessageId): void {
    this.#unread.set(message, reader)
    if (this.#isOver) this.#read(message)
    const { dice } = this.#wish
    if (!dice.chance(shareRead)) return
    this.#later(dice.between(1, readWithinMs), () => {
      this.#read(message)
    })
  }

  #read(message: MessageId): void {
    const reader = this.#unread.get(message)
    this.#unread.delete(message)
    reader?.report(message, { kind: "read", role: "duty" })
  }

  /** Nobody sends any more; what has come is read, all of it. */
  finish(): void {
    this.#isOver = true
    for (const timer of this.#timers) clearTimeout(timer)
    for (const message of this.#unread.keys()) this.#read(message)
  }
}
