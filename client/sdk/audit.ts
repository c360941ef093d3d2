// An exported line checked by somebody who trusts nobody: every journal proven from the signed heads, every record judged by the
// rulebook, all of it folded to one state. The only trust it needs is the line's id, which both parties know.

import { hexOf } from "../../shared/encoding/bytes.ts"
import { sha256 } from "../../shared/crypto/digest.ts"
import { encodeAs } from "../../shared/encoding/schema.ts"
import type { ErrorCode } from "../../shared/errors.ts"
import { lineIdOf } from "../../shared/line/agreement.ts"
import type { Verify } from "../../shared/line/founding.ts"
import { encodeState } from "../../shared/line/snapshot.ts"
import type { LineState } from "../../shared/line/state.ts"
import { proveReading, type ExportReport, type KeysOf } from "../../shared/log/export-proof.ts"
import { readingSteps, type ExportReading } from "../../shared/log/export-reading.ts"
import { entry } from "../../shared/records/entry.ts"
import type { DeviceId, LineId, RelayId } from "../../shared/records/names.ts"
import { isFounding, parseRecord, type Founding } from "../../shared/records/parsed.ts"
import type { Refusal } from "../../shared/result.ts"
import { foundLine, type CharterRecord } from "./ceremony/founding-document.ts"
import { Ledger } from "./view/ledger.ts"
import { readEntry, Union, type Arrived, type Memo } from "./union.ts"

/** An entry that is proven to stand in a journal, and that the rulebook refuses: it counts for nothing. */
interface RefusedEntry {
  readonly relay: RelayId
  readonly epoch: number
  readonly index: number
  readonly code: ErrorCode
  readonly detail: string
}

export interface Audit {
  readonly line: LineId | undefined
  readonly report: ExportReport
  /** Undefined where no charter in the file founds the line that it names. */
  readonly state: LineState | undefined
  /** Equal for equal states: two parties compare it over the telephone. */
  readonly stateHash: string | undefined
  readonly refused: readonly RefusedEntry[]
  readonly ledger: Ledger
}

/** How many entries have been judged, of how many; of none while the file is still being read. */
export interface AuditProgress {
  readonly judged: number
  readonly of: number
}

export function auditExport(file: Uint8Array, port: Verify): Audit {
  const steps = auditSteps(file, port)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same, entry by entry: whoever has other work besides, such as a circuit to keep, does it between two steps. */
export function* auditSteps(file: Uint8Array, port: Verify): Generator<AuditProgress, Audit, void> {
  const read = yield* wholeOf(file)
  let founded: LineState | undefined
  const report = proveReading(
    read,
    (reading) => {
      founded = foundedBy(reading, port)
      return keysOf(founded)
    },
    port,
  )
  const { line } = report
  if (founded === undefined) {
    const ledger = new Ledger()
    return { line, report, state: undefined, stateHash: undefined, refused: [], ledger }
  }
  const folding = new JournalFolder(founded, verifyingOnce(port))
  const of = report.journals.reduce((sum, { entries }) => sum + entries.length, 0)
  let judged = 0
  for (const { relay, epoch, entries } of report.journals) {
    for (const { index, entry: standing } of entries) {
      yield { judged, of }
      folding.take(relay, { epoch, index }, encodeAs(entry, standing))
      judged += 1
    }
  }
  const { state, refused, ledger } = folding
  const stateHash = hexOf(sha256(encodeState(state)))
  return { line, report, state, stateHash, refused, ledger }
}

function* wholeOf(file: Uint8Array): Generator<AuditProgress, ExportReading, void> {
  const steps = readingSteps(file)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    yield { judged: 0, of: 0 }
  }
}

/** Every record stands in every journal: a signature that was right over the same bytes is right. */
function verifyingOnce(port: Verify): Verify {
  const known = new Set<string>()
  return {
    verify(publicKey, message, signature) {
      const name = [publicKey, signature, message].map((bytes) => hexOf(sha256(bytes))).join(" ")
      if (known.has(name)) return true
      const isRight = port.verify(publicKey, message, signature)
      if (isRight) known.add(name)
      return isRight
    },
  }
}

/** The line as the founding documents in the file found it, if its first charter is the one that the line is named after. */
function foundedBy(reading: ExportReading, port: Verify): LineState | undefined {
  const documents = new Map<string, Founding>()
  for (const { entries } of reading.journals) {
    for (const { entry: standing } of entries) {
      if (standing?.speaker !== "party") continue
      const record = parseRecord(standing.record)
      if (record.ok && isFounding(record.value)) documents.set(record.value.hash, record.value)
    }
  }
  const all = [...documents.values()]
  const first = all.find(
    (record): record is CharterRecord =>
      record.kind === "charter" && lineIdOf(record.signed.core) === reading.line,
  )
  if (first === undefined) return undefined
  const others = all.filter((record) => record !== first)
  const founded = foundLine(first, others, port)
  // A forked or refused document is told by the fold; the keys come from what does follow.
  return founded.ok ? founded.value : foundedByRosters(first, others, port)
}

function foundedByRosters(
  first: CharterRecord,
  others: readonly Founding[],
  port: Verify,
): LineState | undefined {
  let state: LineState | undefined
  let taken: readonly Founding[] = []
  for (const record of others) {
    const tried = foundLine(first, [...taken, record], port)
    if (!tried.ok) continue
    taken = [...taken, record]
    state = tried.value
  }
  return state
}

/** Log keys from the charters, witness keys from every roster there ever was: old heads were cosigned by devices of their time. */
function keysOf(state: LineState | undefined): KeysOf {
  if (state === undefined) return () => undefined
  const witnessKeys = new Map<DeviceId, Uint8Array>()
  for (const party of [state.parties.A, state.parties.B]) {
    for (const { document } of party.rosters) {
      for (const { device, witnessKey } of document.devices) witnessKeys.set(device, witnessKey)
    }
  }
  return (relay) => {
    const named = state.charters
      .flatMap(({ document }) => document.relays)
      .findLast((each) => each.relay === relay)
    return named === undefined ? undefined : { logKey: named.logKey, witnessKeys }
  }
}

/** Folds entries as a desk does, with everything in memory. */
class JournalFolder {
  readonly refused: RefusedEntry[] = []
  readonly ledger = new Ledger()
  readonly #union: Union
  readonly #rows = new Map<string, Uint8Array | undefined>()

  constructor(state: LineState, port: Verify) {
    this.#union = new Union(state, port)
  }

  get state(): LineState {
    return this.#union.state
  }

  /** Each journal's entries in their order. */
  take(
    relay: RelayId,
    at: { readonly epoch: number; readonly index: number },
    bytes: Uint8Array,
  ): void {
    const arrived = readEntry(relay, at, bytes)
    const refusal = arrived.ok ? this.#fold(arrived.value) : arrived
    if (refusal === undefined) return
    const { code, detail } = refusal
    this.refused.push({ relay, ...at, code, detail })
  }

  #fold(arrived: Arrived): Refusal | undefined {
    this.ledger.take(arrived)
    const memo: Memo = new Map(
      this.#union.wants(arrived).map((key) => [key, this.#rows.get(key)] as const),
    )
    const folded = this.#union.fold(arrived, memo)
    if (!folded.ok) return folded
    for (const { key, value } of folded.value.writes) this.#rows.set(key, value)
    return undefined
  }
}
