// The home: closed to others, enrolled, in time, with the catalogue that the charter names.

import { catalogueHash } from "../../../shared/catalogue/hash.ts"
import { currentCharter, otherSide } from "../../../shared/line/agreement.ts"
import { rosterTime } from "../../../shared/line/expiry.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { limits } from "../../../shared/limits.ts"
import type { Charter, Side } from "../../../shared/records/charter.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure } from "../../runtime/failure.ts"
import { enrolledDevice, foundHome, type Home } from "../home/home.ts"
import { isoTime } from "../../runtime/times.ts"
import type { Finding } from "./finding.ts"

export function homeFindings(home: Home, now: number): readonly Finding[] {
  const closed: Finding = {
    check: "home",
    state: "good",
    says: `${home.layout.folder} is closed to others`,
  }
  const found = lineOf(home)
  if (found instanceof Failure) {
    return [closed, { check: "line", state: "bad", says: found.message, remedy: found.here }]
  }
  const charter = currentCharter(found)
  return [
    closed,
    vaultFinding(home.isProtected, charter.mode),
    catalogueFinding(charter),
    ...deviceFindings(home, found, now),
  ]
}

function lineOf(home: Home): LineState | Failure {
  try {
    return foundHome(home, nodeClientCrypto())
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

export function vaultFinding(isProtected: boolean, mode: Charter["mode"]): Finding {
  if (isProtected) return { check: "vault", state: "good", says: "the keys need a passphrase" }
  const says = "the keys need no passphrase: whoever copies the home has them"
  if (mode === "exercise") return { check: "vault", state: "warn", says }
  return { check: "vault", state: "bad", says, remedy: "Enrol this device again, with one." }
}

/** Two catalogues say different things by one code: nothing may be sent across that. */
export function catalogueFinding({ catalogue }: Pick<Charter, "catalogue">): Finding {
  const own = catalogueHash()
  if (catalogue.hash === own) {
    return { check: "catalogue", state: "good", says: `${catalogue.version}, as in the charter` }
  }
  return {
    check: "catalogue",
    state: "bad",
    says: `the charter names catalogue ${catalogue.hash.slice(0, 16)}, this program has ${own.slice(0, 16)}`,
    remedy: "Use the version of this program that both parties agreed on.",
  }
}

function deviceFindings(home: Home, state: LineState, now: number): readonly Finding[] {
  try {
    const { side, entry } = enrolledDevice(home, state)
    const says = `${entry.callSign}, ${entry.role}, party ${side}`
    return [
      timeFinding("device", says, entry.notAfter, now),
      rosterFinding("roster", state, side, now),
      rosterFinding("their roster", state, otherSide(side), now),
    ]
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return [{ check: "device", state: "bad", says: error.message, remedy: error.here }]
  }
}

function rosterFinding(
  check: "roster" | "their roster",
  state: LineState,
  side: Side,
  now: number,
): Finding {
  const { version, expires } = rosterTime(state, side, now)
  return timeFinding(check, `version ${String(version)} in this home`, expires, now)
}

const remedies = {
  device: "Ask your custodian for a new enrolment.",
  roster: "Ask your custodian for the next roster.",
  "their roster": "Ask their custodian, by telephone, for their next roster.",
} as const

export function timeFinding(
  check: keyof typeof remedies,
  what: string,
  until: number,
  now: number,
): Finding {
  const says = `${what}, until ${isoTime(until).slice(0, 10)}`
  if (until - now > limits.rosterWarnMs) return { check, state: "good", says }
  // A roster that is overdue stops nothing: a crisis does not wait for a signature. A device whose time is over is not let in.
  const isOver = now > until && check === "device"
  return { check, state: isOver ? "bad" : "warn", says, remedy: remedies[check] }
}
