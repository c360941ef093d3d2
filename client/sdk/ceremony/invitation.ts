// A custodian invites an officer: what the device will be, the charter that tells it where to connect, and a secret that its
// request will be recognised by. One use; whoever holds the file can ask in that officer's name until the words are compared.

import type { Randomness } from "../../../shared/crypto/ports.ts"
import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { invitation, type Invitation } from "../../../shared/records/enrolment.ts"
import { parseRecord } from "../../../shared/records/parsed.ts"
import { signed } from "../../../shared/records/signed.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import { armoured, unarmoured } from "./armour.ts"
import type { CharterRecord } from "./founding-document.ts"

const secretBytes = 32

export type Invited = Pick<
  Invitation,
  "party" | "officer" | "role" | "callSign" | "permissions" | "notAfter"
>

export function makeInvitation(
  random: Randomness,
  charter: CharterRecord,
  invited: Invited,
): Invitation {
  return {
    format: 1,
    charter: encodeAs(signed, charter.signed),
    secret: random.bytes(secretBytes),
    ...invited,
  }
}

export function invitationText(made: Invitation): string {
  return armoured("invitation", encodeAs(invitation, made))
}

export function readInvitation(text: string): Result<Invitation> {
  const encoded = unarmoured("invitation", text)
  return encoded.ok ? decodeAs(invitation, encoded.value, limits.recordBytesMax) : encoded
}

/** The charter inside. Whether both roots signed it is for `foundLine` to say. */
export function charterOfInvitation(made: Invitation): Result<CharterRecord> {
  const record = parseRecord(made.charter)
  if (!record.ok) return record
  return record.value.kind === "charter"
    ? ok(record.value)
    : refused("form/malformed", "the invitation carries no charter")
}
