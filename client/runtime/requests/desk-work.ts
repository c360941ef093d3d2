// What the process at work in a home does for the commands that ask it: finding messages by the names people use, acting, and
// waiting until what was done has left the house.

import { branded } from "../../../shared/encoding/schema.ts"
import { currentCharter } from "../../../shared/line/agreement.ts"
import { timetableOf } from "../../../shared/line/delivery.ts"
import { limits } from "../../../shared/limits.ts"
import type { MessageId, RelayId } from "../../../shared/records/names.ts"
import type { Result } from "../../../shared/result.ts"
import type { Parts } from "../../sdk/desk.ts"
import type { Now } from "../../sdk/ports.ts"
import { Conversation } from "../../sdk/view/conversation.ts"
import { keys } from "../../sdk/store-layout.ts"
import type { Named } from "../../sdk/subject.ts"
import { envelopeNamed, messageNamed, pastNamed } from "../../sdk/view/naming.ts"
import { Failure, unwrap } from "../failure.ts"
import type { DeskHome } from "../home.ts"
import type { DeskRuntime, DeskView } from "../desk-runtime.ts"
import type { MessageForm } from "./message-form.ts"
import { messageJson } from "./message-json.ts"
import type { Acted } from "./ops.ts"

/** How long a desk that was just opened may take to hear what it has missed. */
const catchUpMs = 10_000
/** A relay that does not answer is waited for no longer than this where the other one does. */
const deadRelayMs = 2_500
/** A desk that was just opened waits so long for desk mail. */
const mailMs = 2_500
/** How long a command stays for the second relay, once the first has accepted. */
const secondRelayMs = 1_000

export class DeskWork {
  readonly runtime: DeskRuntime
  readonly home: DeskHome
  readonly conversation: Conversation
  /** Since when each circuit has been up, by wall time. */
  readonly upSince = new Map<RelayId, number>()
  readonly #openedAt = performance.now()

  constructor(runtime: DeskRuntime, home: DeskHome) {
    const parts = runtime.act((desk) => desk.parts)
    this.runtime = runtime
    this.home = home
    this.conversation = new Conversation(parts)
    runtime.onNotice((notice) => {
      if (notice.kind === "circuit-up") this.upSince.set(notice.relay, Date.now())
      if (notice.kind === "circuit-down") this.upSince.delete(notice.relay)
    })
  }

  get parts(): Parts {
    return this.conversation.parts
  }

  /** The message as JSON, wherever it is now. */
  form(about: MessageId | Named): MessageForm {
    const form = this.runtime.act(({ now }) => messageJson(this.conversation, about, now))
    if (form !== undefined) return form
    const message = typeof about === "string" ? about : about.message
    throw new Failure("cli/not-held", `no message ${message} is held here`)
  }

  /** By serial or id; what waits in the queue or for a second officer has only its id. */
  async look(name: string, signal: AbortSignal): Promise<MessageForm> {
    const unsent = this.runtime.act(({ now }) =>
      messageJson(this.conversation, branded<MessageId>(name), now),
    )
    return unsent ?? this.form(await this.about(name, signal))
  }

  /** As `named`; a serial names one envelope, where somebody has used its message id again. */
  async about(name: string, signal: AbortSignal, comesWithinMs = 0): Promise<MessageId | Named> {
    const message = await this.named(name, signal, comesWithinMs)
    return envelopeNamed(this.parts.union.state, name) ?? message
  }

  /**
   * The message of a serial or id, opened. Waits for what this desk has missed, where it was just opened, and as long as asked
   * for what has yet to come.
   */
  async named(name: string, signal: AbortSignal, comesWithinMs = 0): Promise<MessageId> {
    const until = performance.now() + comesWithinMs
    const found = await this.runtime.until(
      (parts) => {
        const message = messageNamed(parts.union.state, name)
        const isOpen = message !== undefined && parts.inbox.openedOf(message) !== undefined
        const isOver = performance.now() >= until && this.isCaughtUp()
        return isOpen || isOver ? { message } : undefined
      },
      { timeoutMs: comesWithinMs + catchUpMs, signal },
    )
    const message = found?.message ?? (await this.#broughtBack(name))
    if (message !== undefined) return message
    throw new Failure("cli/not-held", `no message ${name} is held in this home`)
  }

  /** A message that is settled and long past: the store has its row. */
  async #broughtBack(name: string): Promise<MessageId | undefined> {
    const message = this.runtime.act(() => pastNamed(this.conversation.dialogue, name))
    const bytes = message === undefined ? undefined : await this.runtime.read(keys.row(message))
    if (bytes === undefined) return undefined
    this.runtime.act(({ parts }) => {
      parts.union.bringBack(bytes)
    })
    return message
  }

  /** Everything that the relays which answer have told is here. */
  async caughtUp(signal: AbortSignal): Promise<void> {
    const patience = { timeoutMs: catchUpMs, signal }
    await this.runtime.until(() => (this.isCaughtUp() ? true : undefined), patience)
  }

  /** The same, and the desk mail that comes behind it has had a moment: nothing says when it has all come. */
  async mailed(signal: AbortSignal): Promise<void> {
    await this.caughtUp(signal)
    const isHere = (): boolean =>
      this.parts.mailbox.requests.some(({ state }) => state === "waiting") ||
      performance.now() - this.#openedAt > mailMs
    await this.runtime.until(() => (isHere() ? true : undefined), { timeoutMs: mailMs, signal })
  }

  isCaughtUp(): boolean {
    const links = [...this.parts.links.values()]
    const isPatient = performance.now() - this.#openedAt < deadRelayMs
    const current = links.filter((link) => link.isCurrent)
    return current.length === links.length || (current.length > 0 && !isPatient)
  }

  /**
   * Does one thing and waits until a relay has accepted it, as long as the charter allows; what is not accepted by then waits
   * in the home. `deed` gives the message to show.
   */
  async act(deed: (desk: DeskView) => Result<MessageId>, signal: AbortSignal): Promise<Acted> {
    const { message, items } = this.runtime.act((desk) => {
      const before = new Set(desk.parts.outbox.items.map((item) => item.item))
      const done = unwrap(deed(desk))
      const made = desk.parts.outbox.items.filter((item) => !before.has(item.item))
      return { message: done, items: made.map((item) => item.item) }
    })
    await this.runtime.settled()
    const accepted = await this.#accepted(items, signal)
    return { accepted, message: this.form(message) }
  }

  async #accepted(items: readonly string[], signal: AbortSignal): Promise<boolean> {
    const isQueued = (parts: Parts): boolean =>
      parts.outbox.queued.some((item) => items.includes(item.item)) ||
      parts.mailbox.unkept.length > 0
    const out = await this.runtime.until((parts) => (isQueued(parts) ? undefined : true), {
      timeoutMs: this.#allowedMs(items),
      signal,
    })
    if (out !== true) return false
    await this.runtime.until((parts) => (isEverywhere(parts, items) ? true : undefined), {
      timeoutMs: secondRelayMs,
      signal,
    })
    return true
  }

  /** From release to acceptance, as the charter gives for the precedence; a drill's charter may give less than a circuit needs. */
  #allowedMs(items: readonly string[]): number {
    const charter = currentCharter(this.parts.union.state)
    const made = this.parts.outbox.items.filter((item) => items.includes(item.item))
    const allowed = made.map((item) => timetableOf(charter, item.precedence).accepted)
    return Math.max(...allowed, limits.lineDeadMs)
  }

  /** The message this act has made: what it was about where it made none. */
  madeIn(deed: (now: Now) => Result<MessageId>, now: Now): Result<MessageId> {
    const before = new Set(this.parts.outbox.items.map((item) => item.item))
    const done = deed(now)
    if (!done.ok) return done
    const made = this.parts.outbox.items.filter((item) => !before.has(item.item))
    const envelope = made.flatMap((item) => item.parts).find((part) => part.kind === "envelope")
    return { ok: true, value: envelope?.message ?? done.value }
  }
}

/** Every relay that has not failed to answer has accepted all of it, and it has come back in this desk's copies. */
function isEverywhere(parts: Parts, items: readonly string[]): boolean {
  const { links, outbox, union, identity } = parts
  const up = [...links.values()]
    .map(({ circuit }) => circuit)
    .filter(({ phase }) => phase !== "down")
  const isIn = (places: readonly { readonly relay: RelayId }[]): boolean =>
    up.every(({ id }) => places.some(({ relay }) => relay === id))
  const own = outbox.items.filter((item) => items.includes(item.item))
  const numbered = own.flatMap((item) => item.numbered)
  const messages = numbered.flatMap(({ message }) => message ?? [])
  const last = Math.max(0, ...numbered.map(({ seq }) => seq))
  return (
    numbered.every(({ acceptances }) => isIn(acceptances)) &&
    messages.every((message) => isIn(union.rowOf(message)?.arrivals ?? [])) &&
    (union.state.heads.get(identity.device)?.seq ?? 0) >= last
  )
}
