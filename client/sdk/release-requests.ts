// Drafts of this desk that wait, or waited, for a second officer, and what their authors took back. A draft that was taken back
// is released by nobody who knows of it, whichever mail came first.

import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import { equalBytes } from "../../shared/encoding/bytes.ts"
import { branded, decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { enrolledDevices } from "../../shared/line/agreement.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { Side } from "../../shared/records/charter.ts"
import { draft, withdraw, type Draft, type Withdraw } from "../../shared/records/draft.ts"
import type { DeviceId, MessageId } from "../../shared/records/names.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import type { Content } from "./desk-mail.ts"
import type { Identity } from "./identity.ts"
import type { Outgoing } from "./ports.ts"
import { commitmentOf } from "./seal/body.ts"
import { isDraftSigned, isWithdrawalSigned } from "./seal/draft.ts"
import { keys, requestRow, withdrawalRow } from "./store-layout.ts"

/** A message that waits for a second officer. */
export interface ReleaseRequest {
  readonly draft: Draft
  readonly signature: Uint8Array
  readonly payload: Uint8Array
  readonly opening: Uint8Array
  readonly state: "waiting" | "returned" | "withdrawn" | "released"
}

/** Takes a message back that has no number yet; false when it has one, or is not here. */
export type TakeBack = (message: MessageId, out: Outgoing) => boolean

export class ReleaseRequests {
  readonly #signatures: ClientCrypto["signatures"]
  readonly #identity: Identity
  readonly #takeBack: TakeBack
  readonly #requests = new Map<MessageId, ReleaseRequest>()
  /** Taken back by these authors before the draft itself has come. */
  readonly #withdrawn = new Map<MessageId, DeviceId>()

  constructor(crypto: ClientCrypto, identity: Identity, takeBack: TakeBack) {
    this.#signatures = crypto.signatures
    this.#identity = identity
    this.#takeBack = takeBack
  }

  get all(): readonly ReleaseRequest[] {
    return [...this.#requests.values()]
  }

  of(message: MessageId): ReleaseRequest | undefined {
    return this.#requests.get(message)
  }

  /** Whether its author has taken the draft back, as far as this desk knows. */
  isWithdrawn(message: MessageId, author: DeviceId): boolean {
    const request = this.#requests.get(message)
    return request?.state === "withdrawn" || this.#withdrawn.get(message) === author
  }

  restore(bytes: Uint8Array): void {
    const read = decodeAs(requestRow, bytes, limits.recordBytesMax)
    if (!read.ok) return
    const document = decodeAs(draft, read.value.draft, limits.recordBytesMax)
    if (!document.ok) return
    this.#requests.set(document.value.message, { ...read.value, draft: document.value })
  }

  restoreWithdrawal(key: string, bytes: Uint8Array): void {
    const read = decodeAs(withdrawalRow, bytes, limits.recordBytesMax)
    const message = branded<MessageId>(key.slice(keys.withdrawals.length))
    if (read.ok) this.#withdrawn.set(message, read.value.author)
  }

  keep(request: ReleaseRequest, out: Outgoing): void {
    const { message } = request.draft
    this.#requests.set(message, request)
    const row = { ...request, draft: encodeAs(draft, request.draft) }
    out.store({ key: keys.request(message), value: encodeAs(requestRow, row) })
  }

  settle(message: MessageId, state: ReleaseRequest["state"], out: Outgoing): void {
    const known = this.#requests.get(message)
    if (known !== undefined) this.keep({ ...known, state }, out)
  }

  take(
    state: LineState,
    said: Extract<Content, { kind: "release-request" }>,
    out: Outgoing,
  ): Result<true> {
    const read = decodeAs(draft, said.draft, limits.recordBytesMax)
    if (!read.ok) return read
    const { signature, payload, opening } = said
    const key = siblingKeyOf(state, this.#identity.side, read.value.author)
    const isSigned =
      key !== undefined && isDraftSigned(this.#signatures, { draft: read.value, signature }, key)
    if (!isSigned) return refused("sign/bad", "a draft that its author did not sign")
    if (!equalBytes(read.value.commitment, commitmentOf({ payload, opening }))) {
      return refused("open/commitment", "a draft that does not say what its author signed")
    }
    const { message, author } = read.value
    if (this.#requests.has(message)) return ok(true)
    const isWithdrawn = this.#withdrawn.get(message) === author
    const waits = isWithdrawn ? "withdrawn" : "waiting"
    this.keep({ draft: read.value, signature, payload, opening, state: waits }, out)
    if (!isWithdrawn) out.notice({ kind: "release-request", message, author })
    return ok(true)
  }

  takeWithdrawal(
    state: LineState,
    from: DeviceId,
    said: Extract<Content, { kind: "withdrawn" }>,
    out: Outgoing,
  ): Result<true> {
    const read = decodeAs(withdraw, said.withdrawal, limits.recordBytesMax)
    if (!read.ok) return read
    const { message, author } = read.value
    const key = siblingKeyOf(state, this.#identity.side, from)
    const request = this.#requests.get(message)
    const isAuthor = author === from && (request === undefined || request.draft.author === from)
    const isSigned =
      key !== undefined && isWithdrawalSigned(this.#signatures, read.value, said.signature, key)
    if (!isAuthor || !isSigned) {
      return refused("sign/bad", "a withdrawal that the author did not sign")
    }
    if (request === undefined) this.#remember(message, author, out)
    else this.#withdraw(state, request, read.value, out)
    return ok(true)
  }

  #remember(message: MessageId, author: DeviceId, out: Outgoing): void {
    this.#withdrawn.set(message, author)
    out.store({ key: keys.withdrawal(message), value: encodeAs(withdrawalRow, { author }) })
  }

  /** What has a number may be at a relay by now: too late, and that is said. */
  #withdraw(
    state: LineState,
    request: ReleaseRequest,
    { message, reason }: Withdraw,
    out: Outgoing,
  ): void {
    const isSent = (state.rows.get(message)?.sent.length ?? 0) > 0
    const isStopped = !isSent && (request.state !== "released" || this.#takeBack(message, out))
    if (isStopped) this.keep({ ...request, state: "withdrawn" }, out)
    const kind = isStopped ? "draft-withdrawn" : "withdrawn-too-late"
    out.notice({ kind, message, reason })
  }
}

/** The signing key of a device of one's own desk. */
export function siblingKeyOf(
  state: LineState,
  side: Side,
  device: DeviceId,
): Uint8Array | undefined {
  return enrolledDevices(state, side).find((entry) => entry.device === device)?.signingKey
}
