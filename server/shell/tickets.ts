// Tickets: who has shaken hands lately need not share the patience that this relay has with strangers of one address, so that
// a whole desk, or ten thousand desks behind one proxy, are back at once after a cut. Nothing is stored: a ticket is sealed under
// a key of its hour that every process of this relay derives, also after a restart. It lets nobody in; that is for the
// handshake. Whoever watches cannot tell whose it is, nor that two are of one device.

import { createCipheriv, createDecipheriv, createHash } from "node:crypto"

import type { RelayCrypto } from "../../shared/crypto/ports.ts"
import { deriveKey } from "../../shared/crypto/digest.ts"
import { bytesOfHex, hexOf, joinBytes, uint64 } from "../../shared/encoding/bytes.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId, LineId } from "../../shared/records/names.ts"

const hourBytes = 8
const nonceBytes = 12
const holderBytes = 16
const tagBytes = 16
const ticketBytes = hourBytes + nonceBytes + holderBytes + 8 + tagBytes

export interface TicketPorts {
  readonly signingSeed: Uint8Array
  readonly random: RelayCrypto["random"]
  /** Unix milliseconds. */
  now(): number
}

export class Tickets {
  readonly #ports: TicketPorts
  #newest: { readonly hour: number; readonly key: Uint8Array } | undefined

  constructor(ports: TicketPorts) {
    this.#ports = ports
  }

  issue(line: LineId, device: DeviceId): Uint8Array {
    const now = this.#ports.now()
    const hour = Math.floor(now / limits.ticketLifeMs)
    const nonce = this.#ports.random.bytes(nonceBytes)
    const cipher = createCipheriv("aes-256-gcm", this.#keyOf(hour), nonce)
    const expires = uint64(now + limits.ticketLifeMs)
    const sealed = cipher.update(joinBytes(holderOf(line, device), expires))
    cipher.final()
    return joinBytes(uint64(hour), nonce, sealed, cipher.getAuthTag())
  }

  /** Who holds it, as a name for counting; undefined for a ticket that is over, or none of ours. */
  holder(ticket: Uint8Array): string | undefined {
    if (ticket.length !== ticketBytes) return undefined
    const now = this.#ports.now()
    const hour = numberOf(ticket.subarray(0, hourBytes))
    const age = Math.floor(now / limits.ticketLifeMs) - hour
    if (age < 0 || age > 1) return undefined
    const opened = this.#open(hour, ticket.subarray(hourBytes))
    if (opened === undefined || numberOf(opened.subarray(holderBytes)) < now) return undefined
    return hexOf(opened.subarray(0, holderBytes))
  }

  #open(hour: number, sealed: Uint8Array): Uint8Array | undefined {
    const end = sealed.length - tagBytes
    const nonce = sealed.subarray(0, nonceBytes)
    const options = { authTagLength: tagBytes }
    const opener = createDecipheriv("aes-256-gcm", this.#keyOf(hour), nonce, options)
    opener.setAuthTag(sealed.subarray(end))
    const opened = opener.update(sealed.subarray(nonceBytes, end))
    try {
      opener.final()
      return opened
    } catch {
      return undefined
    }
  }

  #keyOf(hour: number): Uint8Array {
    if (this.#newest?.hour === hour) return this.#newest.key
    const key = deriveKey(this.#ports.signingSeed, "parley/v1/ticket", uint64(hour), 32)
    if (hour >= (this.#newest?.hour ?? 0)) this.#newest = { hour, key }
    return key
  }
}

function holderOf(line: LineId, device: DeviceId): Uint8Array {
  const both = joinBytes(bytesOfHex(line), bytesOfHex(device))
  return createHash("sha256").update(both).digest().subarray(0, holderBytes)
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}
