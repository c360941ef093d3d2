// The door for records: bytes of a signed record become one of a closed union, or a refusal. Nothing inside parses again.
// Whether the signature is good, and whether the rules allow it, is the rulebook's question.

import { unreachable } from "../assert.ts"
import { decodeAs, type Schema } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { refused, type Result } from "../result.ts"
import { charter, type Charter } from "./charter.ts"
import { envelopeCore, envelopeHeader, type EnvelopeCore, type EnvelopeHeader } from "./envelope.ts"
import { handover, type Handover } from "./handover.ts"
import type { Hash } from "./names.ts"
import { rewrap, type Rewrap } from "./rewrap.ts"
import { root, type Root } from "./root.ts"
import { roster, type Roster } from "./roster.ts"
import { hashOf, signed, type RecordKind, type Signed } from "./signed.ts"
import { stage, type Stage } from "./stage.ts"
import { suspend, type Suspend } from "./suspend.ts"
import { watch, type Watch } from "./watch.ts"

interface Common<K extends RecordKind, Core> {
  readonly kind: K
  /** SHA-256 of the signed bytes. */
  readonly hash: Hash
  readonly signed: Signed
  readonly core: Core
}

export type ParsedEnvelope = Common<"envelope", EnvelopeCore> & { readonly header: EnvelopeHeader }
export type ParsedStage = Common<"stage", Stage>

/** Records that stand in a device's chain. */
export type Chained =
  | ParsedEnvelope
  | ParsedStage
  | Common<"watch", Watch>
  | Common<"handover", Handover>
  | Common<"rewrap", Rewrap>
  | Common<"suspend", Suspend>

/** Records of a root. */
export type Founding = Common<"root", Root> | Common<"charter", Charter> | Common<"roster", Roster>

export type Parsed = Chained | Founding

export function isFounding(record: Parsed): record is Founding {
  return record.kind === "root" || record.kind === "charter" || record.kind === "roster"
}

export function parseRecord(bytes: Uint8Array): Result<Parsed> {
  const outer = decodeAs(signed, bytes, limits.recordBytesMax)
  return outer.ok ? parseSigned(outer.value) : outer
}

export function parseSigned(outer: Signed): Result<Parsed> {
  switch (outer.kind) {
    case "envelope":
      return parseEnvelope(outer)
    case "stage":
      return parseCore("stage", stage, outer)
    case "watch":
      return parseCore("watch", watch, outer)
    case "handover":
      return parseCore("handover", handover, outer)
    case "rewrap":
      return parseCore("rewrap", rewrap, outer)
    case "suspend":
      return parseCore("suspend", suspend, outer)
    case "roster":
      return parseCore("roster", roster, outer)
    case "charter":
      return parseCore("charter", charter, outer)
    case "root":
      return parseCore("root", root, outer)
    default:
      return unreachable(outer.kind)
  }
}

function parseCore<K extends RecordKind, Core>(
  kind: K,
  schema: Schema<Core>,
  outer: Signed,
): Result<Common<K, Core>> {
  const core = decodeAs(schema, outer.core, limits.recordBytesMax)
  if (!core.ok) return core
  return {
    ok: true,
    value: { kind, hash: hashOf(outer.core), signed: outer, core: core.value },
  }
}

function parseEnvelope(outer: Signed): Result<ParsedEnvelope> {
  const header = decodeAs(envelopeHeader, outer.core, limits.envelopeBytesMax)
  if (!header.ok) return header
  const core = decodeAs(envelopeCore, header.value.core, limits.envelopeBytesMax)
  if (!core.ok) return core
  if (core.value.recipients.length !== header.value.wrapHashes.length) {
    return refused("form/malformed", "one wrap hash a recipient")
  }
  return {
    ok: true,
    value: {
      kind: "envelope",
      hash: hashOf(outer.core),
      signed: outer,
      core: core.value,
      header: header.value,
    },
  }
}
