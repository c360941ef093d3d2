// Whether a record is good by itself: its author named in the roster it cites, in time, permitted, the signature right, the
// form one that this line allows. None of it depends on order, so relay, desk and verifier give the same answer.

import { unreachable } from "../assert.ts"
import { bytesOfHex, equalBytes, hexOf } from "../encoding/bytes.ts"
import { verifyIn } from "../crypto/signatures.ts"
import { refused, type Refusal, type Result } from "../result.ts"
import type { Side } from "../records/charter.ts"
import type { EnvelopeCore } from "../records/envelope.ts"
import type { Link } from "../records/link.ts"
import type { DeviceId, Hash, Permission } from "../records/names.ts"
import type { Chained, ParsedEnvelope } from "../records/parsed.ts"
import type { RosterDevice } from "../records/roster.ts"
import { contextOf } from "../records/signed.ts"
import type { StageKind } from "../records/stage.ts"
import { leftOut } from "./audience.ts"
import { draftBytesOf, draftTimeFault } from "./release.ts"
import { charterOf, otherSide } from "./agreement.ts"
import { beginsTooLate } from "./expiry.ts"
import type { Verify } from "./founding.ts"
import { leastLife } from "./life.ts"
import type { LineState } from "./state.ts"

/** A record whose author, time, permission and signatures were found good. */
export interface Author {
  readonly side: Side
  readonly device: RosterDevice
}

/** Finds the author and checks everything about the record that does not depend on other records of devices. */
export function authenticate(state: LineState, record: Chained, port: Verify): Result<Author> {
  const { link } = record.core
  if (link.line !== state.line) return refused("who/line", "a record of another line")
  if (charterOf(state, link.charter) === undefined) {
    return refused("roster/missing", `charter ${String(link.charter)}`)
  }
  const author = findAuthor(state, record)
  if (!author.ok) return author
  const { device } = author.value
  const untimely = timeFault(state, link, author.value)
  if (untimely !== undefined) return untimely
  if (!needs(record).every((needed) => device.permissions.includes(needed))) {
    return refused("who/permission", `a ${record.kind} that the roster does not permit`)
  }
  if (!isSignedBy(record, link.from, device.signingKey, port)) {
    return refused("sign/bad", `a ${record.kind} with a wrong signature`)
  }
  return formFault(state, record, author.value, port) ?? author
}

function timeFault(state: LineState, link: Link, { side, device }: Author): Refusal | undefined {
  if (link.t < device.notBefore || link.t > device.notAfter) {
    return refused("who/expired", "signed outside the device's time in the roster")
  }
  const roster = findRoster(state, side, link.ownRoster)
  return roster !== undefined && beginsTooLate(link, roster.document)
    ? refused("who/expired", "a roster that has expired lets nobody new speak")
    : undefined
}

function findAuthor(state: LineState, record: Chained): Result<Author> {
  const { link } = record.core
  for (const side of ["A", "B"] as const) {
    const own = findRoster(state, side, link.ownRoster)
    const peer = findRoster(state, otherSide(side), link.peerRoster)
    const device = own?.document.devices.find((entry) => entry.device === link.from)
    if (device !== undefined && peer !== undefined) return { ok: true, value: { side, device } }
  }
  const isKnown = (["A", "B"] as const).some(
    (side) => findRoster(state, side, link.ownRoster) !== undefined,
  )
  return isKnown && hasPeerRoster(state, link.peerRoster)
    ? refused("who/device", "the roster it names does not name its author")
    : refused("roster/missing", `roster ${String(link.ownRoster.version)}`)
}

function findRoster(
  state: LineState,
  side: Side,
  named: { readonly version: number; readonly hash: Hash },
): LineState["parties"]["A"]["rosters"][number] | undefined {
  return state.parties[side].rosters.find(
    (known) => known.version === named.version && known.hash === named.hash,
  )
}

function hasPeerRoster(
  state: LineState,
  named: { readonly version: number; readonly hash: Hash },
): boolean {
  return (["A", "B"] as const).some((side) => findRoster(state, side, named) !== undefined)
}

/** Reports of a machine need no permission; what an officer does needs the one the roster gives for it. */
const stageNeeds: Readonly<Record<StageKind, readonly Permission[]>> = {
  received: [],
  "cannot-open": [],
  read: ["acknowledge"],
  "read-back": ["acknowledge"],
  confirmed: ["send"],
  differs: ["send"],
  passed: ["acknowledge"],
  answered: ["send"],
  "stand-by": ["acknowledge"],
  declined: ["send"],
  contested: ["acknowledge"],
}

function needs(record: Chained): readonly Permission[] {
  switch (record.kind) {
    case "envelope":
      return envelopeNeeds(record)
    case "stage":
      return stageNeeds[record.core.fact.kind]
    case "watch":
    case "handover":
      return ["acknowledge"]
    case "rewrap":
      return ["rewrap"]
    case "suspend":
      return ["suspend"]
    default:
      return unreachable(record)
  }
}

function envelopeNeeds(record: ParsedEnvelope): readonly Permission[] {
  const isReleased = record.core.drafted.length > 0
  const flash: readonly Permission[] = record.core.precedence === "FLASH" ? ["flash"] : []
  return isReleased ? ["send", "release", ...flash] : ["send", ...flash]
}

/** The first signature is the author's; a second only where the kind of record has a second signer. */
function isSignedBy(record: Chained, from: DeviceId, key: Uint8Array, port: Verify): boolean {
  const first = record.signed.signatures[0]
  if (first === undefined || hexOf(first.key) !== from) return false
  const { signature } = first
  return verifyIn(contextOf[record.kind], port, key, { bytes: record.signed.core, signature })
}

function formFault(
  state: LineState,
  record: Chained,
  author: Author,
  port: Verify,
): Refusal | undefined {
  switch (record.kind) {
    case "envelope":
      return envelopeFault(state, record, author, port)
    case "handover":
      return secondSignatureFault(state, record, author, {
        signer: record.core.outgoing,
        port,
      })
    case "suspend":
      return suspendFault(state, record, author, port)
    case "stage":
    case "watch":
    case "rewrap":
      return record.signed.signatures.length === 1
        ? undefined
        : refused("sign/bad", "one signature expected")
    default:
      return unreachable(record)
  }
}

function envelopeFault(
  state: LineState,
  record: ParsedEnvelope,
  author: Author,
  port: Verify,
): Refusal | undefined {
  const { core } = record
  if (record.signed.signatures.length !== 1) return refused("sign/bad", "one signature expected")
  const charter = charterOf(state, core.link.charter)
  if (charter === undefined || core.life > charter.lifeMs) {
    return refused("envelope/form", "a life longer than the charter's")
  }
  if (core.life < leastLife(charter, core)) {
    return refused("envelope/form", "a life shorter than what it asks for takes")
  }
  if (!isSortedOnce(core.recipients.map((recipient) => recipient.device))) {
    return refused("envelope/form", "recipients must be sorted and named once")
  }
  const unaddressed = audienceFault(state, core, author)
  if (unaddressed !== undefined) return unaddressed
  if (core.owes.includes("received") || !isSortedOnce(core.owes)) {
    return refused("envelope/form", "what is owed must be sorted and named once")
  }
  return draftFault(state, record, author, port)
}

function audienceFault(state: LineState, core: EnvelopeCore, author: Author): Refusal | undefined {
  const ours = findRoster(state, author.side, core.link.ownRoster)
  const theirs = findRoster(state, otherSide(author.side), core.link.peerRoster)
  const named = [ours, theirs].map((roster) => roster?.document.devices ?? [])
  const absent = leftOut(state, core, named)
  return absent === undefined
    ? undefined
    : refused("envelope/form", `${absent.callSign} is not among the recipients`)
}

/** The author of a released message is another officer of the same party, and signed the very same commitment, not long before. */
function draftFault(
  state: LineState,
  record: ParsedEnvelope,
  author: Author,
  port: Verify,
): Refusal | undefined {
  const drafted = record.core.drafted[0]
  if (drafted === undefined) return undefined
  const drafter = rosterEntry(state, author.side, record.core.link.ownRoster, drafted.author)
  if (drafter === undefined || drafter.officer === author.device.officer) {
    return refused("envelope/form", "author and releaser must be two officers of one party")
  }
  const { life, link } = record.core
  const late = draftTimeFault({ t: drafted.t, life }, link.t)
  if (late !== undefined) return refused("envelope/form", late)
  const { signature } = drafted
  const bytes = draftBytesOf(record.core, drafted)
  return verifyIn("Parley-v1 draft", port, drafter.signingKey, { bytes, signature })
    ? undefined
    : refused("sign/bad", "the author's signature is wrong")
}

function rosterEntry(
  state: LineState,
  side: Side,
  named: { readonly version: number; readonly hash: Hash },
  device: DeviceId,
): RosterDevice | undefined {
  return findRoster(state, side, named)?.document.devices.find((entry) => entry.device === device)
}

function secondSignatureFault(
  state: LineState,
  record: Chained,
  author: Author,
  second: { readonly signer: DeviceId; readonly port: Verify },
): Refusal | undefined {
  const entry = rosterEntry(state, author.side, record.core.link.ownRoster, second.signer)
  const attached = record.signed.signatures[1]
  if (entry === undefined || attached === undefined || record.signed.signatures.length !== 2) {
    return refused("sign/bad", "a second signer of the same party is missing")
  }
  const isNamed = equalBytes(attached.key, bytesOfHex(second.signer))
  const { signature } = attached
  const bytes = record.signed.core
  return isNamed &&
    verifyIn(contextOf[record.kind], second.port, entry.signingKey, { bytes, signature })
    ? undefined
    : refused("sign/bad", "the second signature is wrong")
}

function suspendFault(
  state: LineState,
  record: Extract<Chained, { kind: "suspend" }>,
  author: Author,
  port: Verify,
): Refusal | undefined {
  const attached = record.signed.signatures[1]
  if (attached === undefined) return refused("sign/bad", "a suspension takes two devices")
  const devices = findRoster(state, author.side, record.core.link.ownRoster)?.document.devices ?? []
  const second = devices.find((entry) => equalBytes(bytesOfHex(entry.device), attached.key))
  const isOwn =
    state.parties[author.side].party === record.core.party &&
    devices.some((entry) => entry.device === record.core.device)
  if (second === undefined || !isOwn || second.officer === author.device.officer) {
    return refused("who/permission", "a suspension takes two officers of the device's own party")
  }
  if (!second.permissions.includes("suspend")) {
    return refused("who/permission", "the second officer may not suspend")
  }
  return secondSignatureFault(state, record, author, { signer: second.device, port })
}

const demandOrder = ["received", "read", "understood", "authority", "answered"]

/** Sorted, each once: ids as numbers, demands in the order of their vocabulary. */
function isSortedOnce(names: readonly string[]): boolean {
  return names.every((name, i) => i === 0 || rank(names[i - 1] ?? "") < rank(name))
}

function rank(name: string): string {
  const place = demandOrder.indexOf(name)
  return place < 0 ? name : String(place)
}
