// This browser's home: looked at, made, unlocked. One window at a time has it; the lock ends with its window, however that ends.

import type { IDBPDatabase } from "idb"

import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { lineIdOf } from "../../../shared/line/agreement.ts"
import { webCrypto } from "../../sdk/crypto/web.ts"
import { answerInvitation, requestText } from "../../sdk/ceremony/enrolment.ts"
import { documentText, readCharter, readDocument } from "../../sdk/ceremony/founding-document.ts"
import { charterOfInvitation, readInvitation } from "../../sdk/ceremony/invitation.ts"
import { createVault, needsPassphrase, unlockVault, type OpenVault } from "../../sdk/vault.ts"
import { DeskRuntime } from "../../runtime/desk-runtime.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { foundedBy } from "../../runtime/founded.ts"
import type { DeskHome } from "../../runtime/home.ts"
import { SealedStore } from "../../runtime/sealed-store.ts"
import {
  emptyHome,
  openHomeBase,
  storeDevice,
  storedDevice,
  type HomeSchema,
  type StoredDevice,
} from "./home-base.ts"
import { practiceApproved, practiceInvited, readHostPage, type HostPage } from "./host-page.ts"
import { IndexedRows } from "./indexed-rows.ts"
import type { HomeLook } from "./protocol.ts"
import { Sockets } from "./sockets.ts"

const lockName = "parley-desk"

export interface OpenHome {
  readonly runtime: DeskRuntime
  readonly home: DeskHome
}

export class BrowserHome {
  readonly #crypto: ClientCrypto = webCrypto({
    bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  })
  readonly #database: IDBPDatabase<HomeSchema>
  readonly #page: HostPage
  readonly #hasLock: boolean
  #isOpen = false

  private constructor(database: IDBPDatabase<HomeSchema>, page: HostPage, hasLock: boolean) {
    this.#database = database
    this.#page = page
    this.#hasLock = hasLock
  }

  static async find(): Promise<BrowserHome> {
    const hasLock = await onlyWindow()
    return new BrowserHome(await openHomeBase(), await readHostPage(), hasLock)
  }

  async look(): Promise<HomeLook> {
    const { isPractice, party } = this.#page
    const stored = await storedDevice(this.#database)
    const callSign = stored?.callSign ?? null
    return { state: this.#stateOf(stored), isPractice, party, callSign }
  }

  #stateOf(stored: StoredDevice | undefined): HomeLook["state"] {
    if (!this.#hasLock) return "elsewhere"
    if (this.#isOpen) return "open"
    if (stored === undefined || stored.documents.length === 0) return "none"
    if (lineOf(stored) !== this.#page.line) return "other-line"
    return unwrap(needsPassphrase(stored.vault)) ? "locked" : "unprotected"
  }

  /** Keys are made here and never leave; what leaves is a request, as in every enrolment. For exercise lines only. */
  async enrolForPractice(): Promise<HomeLook> {
    this.#refuseElsewhere()
    const { state } = await this.look()
    if (state !== "none" && state !== "other-line") {
      throw new Failure("cli/refused", "this browser has a device")
    }
    const crypto = this.#crypto
    const invitation = unwrap(readInvitation(await practiceInvited()))
    const charter = unwrap(charterOfInvitation(invitation))
    if (charter.core.mode !== "exercise")
      throw new Failure("cli/refused", "this is no exercise line")
    const answer = unwrap(answerInvitation(crypto, invitation, "browser desk", Date.now()))
    const { file } = await createVault(crypto, answer.bundle, { kind: "none" })
    const device: StoredDevice = {
      device: answer.device,
      party: invitation.party,
      callSign: invitation.callSign,
      vault: file,
      charter: documentText(charter),
      documents: [],
    }
    // A practice line that is not served any more: its keys open nothing here.
    if (state === "other-line") await emptyHome(this.#database)
    // Kept before the request leaves: a roster must not name keys that a closed window has lost.
    await storeDevice(this.#database, device)
    const documents = await practiceApproved(requestText(answer.request))
    await storeDevice(this.#database, { ...device, documents })
    return await this.look()
  }

  /** Opens the vault and the desk; nothing goes out before its runtime is started. */
  async unlock(passphrase: string | null): Promise<OpenHome> {
    this.#refuseElsewhere()
    const stored = await storedDevice(this.#database)
    if (stored === undefined) throw new Failure("cli/missing", "no device lives in this browser")
    const vault = unwrap(await unlockVault(this.#crypto, stored.vault, passphrase ?? undefined))
    const home = homeOf(stored, vault, this.#page)
    const founded = unwrap(foundedBy(home, stored.device, vault, this.#crypto.signatures))
    const addresses = new Map(Object.entries(this.#page.relays))
    const runtime = await DeskRuntime.open(
      { ...founded, stopped: undefined },
      new SealedStore(new IndexedRows(this.#database), vault),
      {
        crypto: this.#crypto,
        clocks: () => ({ wall: Date.now(), mono: Math.floor(performance.now()) }),
        transport: (tell) => new Sockets(tell, addresses),
      },
    )
    this.#isOpen = true
    return { runtime, home }
  }

  #refuseElsewhere(): void {
    if (this.#hasLock) return
    throw new Failure(
      "cli/again",
      "this desk is open in another window",
      "Nothing was done. Go to that window, or close it and load this one again.",
    )
  }
}

function homeOf(stored: StoredDevice, vault: OpenVault, page: HostPage): DeskHome {
  return {
    isProtected: vault.protected,
    charter: unwrap(readCharter(stored.charter)),
    documents: stored.documents.map((text) => unwrap(readDocument(text))),
    zones: page.zones ?? undefined,
  }
}

function lineOf({ charter }: StoredDevice): string {
  return lineIdOf(unwrap(readCharter(charter)).signed.core)
}

/** True where no other window has the desk. The lock is held for as long as this worker lives. */
async function onlyWindow(): Promise<boolean> {
  return await new Promise((resolve) => {
    void navigator.locks.request(lockName, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock === null ? undefined : new Promise(() => undefined)
    })
  })
}
