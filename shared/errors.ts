// The one table of what can go wrong between two programs: code, whose fault, whether trying again can help, the WebSocket
// close code where the circuit ends with it, and a sentence for each side. A test compares it with PROTOCOL.md.

import { assert } from "./assert.ts"

type Fault = "this-side" | "other-side" | "relay" | "world"

interface Row {
  readonly fault: Fault
  readonly retry: boolean
  /** Application close codes are 4000 and up (RFC 6455 section 7.4.2); absent where the circuit goes on. */
  readonly close?: number
  /** What happened, what it means, what to do: for the side that receives the code. */
  readonly here: string
  /** The same for a person at the relay or the other desk, who reads it in a log. */
  readonly there: string
}

const table = {
  "form/malformed": {
    fault: "this-side",
    retry: false,
    close: 4000,
    here: "The bytes are not what the protocol allows. Nothing was taken. Update this program or report it.",
    there: "A client sent bytes that the protocol does not allow. The circuit was closed.",
  },
  "form/too-large": {
    fault: "this-side",
    retry: false,
    close: 4001,
    here: "The message is larger than allowed. Nothing was taken. Send it in parts.",
    there: "A client sent more than is allowed in one frame. The circuit was closed.",
  },
  "wire/version": {
    fault: "this-side",
    retry: false,
    close: 4002,
    here: "The relay speaks another version of the protocol. Update whichever is older.",
    there: "A client asked for a version of the protocol that this relay does not speak.",
  },
  "wire/handshake": {
    fault: "this-side",
    retry: false,
    close: 4003,
    here: "The relay and this device could not prove to each other who they are. Compare the charter with the other party.",
    there: "A client failed the handshake.",
  },
  "wire/channel": {
    fault: "world",
    retry: true,
    close: 4004,
    here: "Something between this device and the relay changed the bytes. The circuit is made anew.",
    there: "A frame did not open under the keys of its circuit. The circuit was closed.",
  },
  "wire/unexpected": {
    fault: "this-side",
    retry: false,
    close: 4005,
    here: "This device said something out of turn. The circuit was closed. Report it.",
    there: "A client sent a frame that has no place at this point. The circuit was closed.",
  },
  "wire/origin": {
    fault: "this-side",
    retry: false,
    here: "The relay does not serve pages from this address. Open the desk from your own party's host.",
    there: "A browser page from an address that is not in the list tried to connect.",
  },
  "wire/silent": {
    fault: "this-side",
    retry: true,
    close: 4006,
    here: "The circuit said nothing for too long and was closed. It is made anew.",
    there: "A client said nothing for too long. The circuit was closed.",
  },
  "wire/flood": {
    fault: "this-side",
    retry: true,
    close: 4007,
    here: "This device sent faster than allowed. The circuit is made anew after a pause.",
    there: "A client sent faster than allowed. The circuit was closed.",
  },
  "wire/slow": {
    fault: "this-side",
    retry: true,
    close: 4008,
    here: "This device read too slowly. It is connected again and catches up from the journal.",
    there: "A client read too slowly. The circuit was closed; the journal keeps everything for it.",
  },
  "wire/draining": {
    fault: "relay",
    retry: true,
    close: 4009,
    here: "The relay is stopping in good order. The other relay carries the line until it is back.",
    there: "The relay stopped in good order.",
  },
  "wire/replaced": {
    fault: "this-side",
    retry: false,
    close: 4010,
    here: "This device connected a second time. If that was not you, stop and report a copied device.",
    there: "A device connected twice. The older circuit was closed.",
  },
  "who/line": {
    fault: "this-side",
    retry: false,
    close: 4020,
    here: "This relay does not carry that line. Compare the charter with the relay's operator.",
    there: "A client asked for a line that this relay does not carry.",
  },
  "who/device": {
    fault: "this-side",
    retry: true,
    close: 4021,
    here: "The roster that the relay holds does not name this device. Ask your custodian.",
    there: "A device that is in no roster tried to connect or to sign.",
  },
  "who/suspended": {
    fault: "this-side",
    retry: false,
    close: 4022,
    here: "This device is suspended or removed. Nothing it signs counts. Ask your custodian.",
    there: "A suspended or removed device tried to connect or to sign.",
  },
  "who/expired": {
    fault: "this-side",
    retry: false,
    close: 4023,
    here: "This device's time in the roster is over. Ask your custodian for a new roster.",
    there: "A device outside its time in the roster tried to connect or to sign.",
  },
  "who/permission": {
    fault: "this-side",
    retry: false,
    here: "The roster does not permit this device to do that. Nothing was sent.",
    there: "A device tried what its roster does not permit.",
  },
  "sign/bad": {
    fault: "this-side",
    retry: false,
    here: "A signature is wrong. Nothing was taken. If this device signed it, its keys are damaged: enrol again.",
    there: "A record came with a wrong signature.",
  },
  "chain/gap": {
    fault: "world",
    retry: true,
    here: "The relay lacks earlier records of this device. They are sent again, in order.",
    there: "A record came before its predecessors.",
  },
  "chain/fork": {
    fault: "this-side",
    retry: false,
    here: "Two different records of one device carry the same number. Its keys are in two places: stop it and enrol again.",
    there: "A device signed two records with the same number. Both are kept as evidence.",
  },
  "roster/missing": {
    fault: "world",
    retry: true,
    here: "The relay lacks a roster or charter that this record names. It is sent first, then the record again.",
    there: "A record named a roster or charter that is not here yet.",
  },
  "roster/forked": {
    fault: "other-side",
    retry: false,
    here: "Two different rosters or charters carry the same version. Do not act on either; call the other party's custodian.",
    there: "A root signed two documents with the same version.",
  },
  "roster/refused": {
    fault: "this-side",
    retry: false,
    here: "The document does not follow from the one in force. Nothing was changed.",
    there: "A root document, roster or charter did not follow from the one in force.",
  },
  "envelope/form": {
    fault: "this-side",
    retry: false,
    here: "The envelope is not one this line allows: recipients, precedence or what it owes. Nothing was taken.",
    there: "An envelope did not fit the line's rules.",
  },
  "envelope/body": {
    fault: "world",
    retry: true,
    here: "The sealed body does not belong to its header. It is fetched or sent again.",
    there: "A body did not match the hash in its signed header.",
  },
  "envelope/expired": {
    fault: "this-side",
    retry: false,
    here: "The life of this message is over. It was not delivered; say it again if it still holds.",
    there: "An envelope came after the end of its life.",
  },
  "stage/form": {
    fault: "this-side",
    retry: false,
    here: "This device may not say that about this message. Nothing was taken.",
    there: "A stage was signed by the wrong side, or names another header.",
  },
  "time/implausible": {
    fault: "this-side",
    retry: true,
    here: "The time in this record lies ahead of the relay's. Check this device's clock.",
    there: "A record was signed in the future.",
  },
  "relay/full": {
    fault: "relay",
    retry: true,
    here: "The relay cannot take more just now. The message waits here and is sent again.",
    there: "The relay refused a record because a bound was reached.",
  },
  "relay/journal": {
    fault: "relay",
    retry: true,
    here: "The relay cannot write its journal. Nothing more is accepted there; use the other relay and call the operator.",
    there: "The journal could not be written.",
  },
  "open/failed": {
    fault: "other-side",
    retry: false,
    here: "A message arrived and cannot be opened. Ask the sender to wrap it again.",
    there: "A device could not open a message and asks for it to be wrapped again.",
  },
  "open/commitment": {
    fault: "other-side",
    retry: false,
    here: "The message does not say what its sender signed. Do not act on it; keep it as evidence and call the other side.",
    there: "A body did not match the commitment its sender signed.",
  },
  "open/content": {
    fault: "other-side",
    retry: false,
    here: "The message opens but is not a statement of the agreed catalogue. It is shown as raw values only.",
    there: "A body did not decode as a statement of the catalogue in force.",
  },
  "open/release": {
    fault: "other-side",
    retry: false,
    here: "This statement needs two officers and carries one. It is shown as not properly released.",
    there: "A statement that needs two officers was sent by one.",
  },
  "log/forged": {
    fault: "relay",
    retry: false,
    here: "The relay's journal does not agree with what it signed before. Trust the other relay; keep the evidence.",
    there: "A journal contradicted an earlier signed head.",
  },
  "who/relay": {
    fault: "this-side",
    retry: false,
    close: 4024,
    here: "This address leads to another relay than the charter names. Compare the charter with the relay's operator.",
    there: "A client asked for another relay at this address.",
  },
  "vault/locked": {
    fault: "this-side",
    retry: true,
    here: "The keys stay locked: the passphrase is wrong, or the file was changed. Nobody can reset it; enrol again if it is lost.",
    there: "A vault did not open under the passphrase given.",
  },
  "vault/damaged": {
    fault: "world",
    retry: false,
    here: "A stored key or record is not what this device stored. Do not sign with this device; enrol again.",
    there: "A sealed record of a device's own store did not open.",
  },
  "statement/refused": {
    fault: "this-side",
    retry: false,
    here: "That may not be said now, or not in this form. Nothing was sent.",
    there: "An officer tried to say what the rules of the dialogue do not allow.",
  },
} as const satisfies Readonly<Record<string, Row>>

export type ErrorCode = keyof typeof table

export const errors: Readonly<Record<ErrorCode, Row>> = table

const numbers: Readonly<Record<string, number>> = Object.fromEntries(
  Object.keys(table).map((code, place) => [code, place]),
)

function isComplete(
  some: Readonly<Record<string, number>>,
): some is Readonly<Record<ErrorCode, number>> {
  return Object.keys(table).every((code) => Object.hasOwn(some, code))
}

assert(isComplete(numbers), "every code has a number")

/** The code's number on the wire: its place in the table. Codes are only ever added at the end. */
export const errorNumbers: Readonly<Record<ErrorCode, number>> = numbers
