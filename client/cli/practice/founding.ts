// An exercise line between two invented parties, made by the same ceremonies as a real one, with all keys in one folder and no
// passphrases: to try things on, and for drills. Whoever has the folder is both parties.

import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"

import { limits } from "../../../shared/limits.ts"
import { compressed, defaultProfile } from "../../../shared/line/profile.ts"
import type { CharterRelay, Side } from "../../../shared/records/charter.ts"
import type { PartyId } from "../../../shared/records/names.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import type { RosterDevice } from "../../../shared/records/roster.ts"
import {
  answerInvitation,
  checkRequest,
  readRequest,
  requestText,
} from "../../sdk/ceremony/enrolment.ts"
import {
  documentText,
  foundLine,
  withSignature,
  type CharterRecord,
} from "../../sdk/ceremony/founding-document.ts"
import { makeInvitation } from "../../sdk/ceremony/invitation.ts"
import { proposeCharter } from "../../sdk/ceremony/line-terms.ts"
import { nextRoster, rosterEntry } from "../../sdk/ceremony/next-roster.ts"
import { makeRoots, rootOf, type MadeRoot } from "../../sdk/ceremony/party-root.ts"
import { makeRelay, relayText, type MadeRelay } from "../../sdk/ceremony/relay-entry.ts"
import type { KeyBundle } from "../../sdk/vault.ts"
import { writePublic, writeSecret } from "../ceremony/carried-file.ts"
import { partyFolder } from "../ceremony/party-folder.ts"
import { keyFileText, lineFileText, newRelayFile, relayLayout } from "../ceremony/relay-files.ts"
import { writeRoots } from "../ceremony/root-files.ts"
import { permissions } from "../ceremony/roster-words.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import type { DeviceFile } from "../home/device-file.ts"
import { homeLayout } from "../home/layout.ts"
import { writeZones } from "../home/zones.ts"
import { newHome } from "../home/new-home.ts"
import {
  callSignOf,
  homeNames,
  loopback,
  partyFolderName,
  partyNames,
  portOffset,
  relayFolderName,
  sides,
  type PracticeLayout,
} from "./layout.ts"

/** A practice line is not renewed by anybody: it is good for as long as anybody will practise on it. */
const practiceMs = 10 * 365 * 24 * 3_600_000
const preauthorised = ["NT-04", "NT-05"]
/** Two invented capitals, three hours apart. */
export const capitals = { A: "Etc/GMT-2", B: "Etc/GMT-5" }
const lineFileName = "line.json"

export interface Wish {
  /** The first port, for the addresses in the charter. */
  readonly port: number
  /** All deadlines are divided by it. */
  readonly compress: number
  readonly now: number
}

interface Party {
  readonly party: PartyId
  readonly root: MadeRoot
  /** The first root, and one that may follow: a change of root can be practised once. */
  readonly roots: readonly MadeRoot[]
  readonly seed: Uint8Array
}

type BySide<T> = Readonly<Record<Side, T>>

interface Device {
  readonly name: string
  readonly bundle: KeyBundle
  readonly file: DeviceFile
  readonly entry: RosterDevice
}

/** True when the line was made now, false when it is there. Refuses a folder in which something else lies. */
export async function foundPractice(layout: PracticeLayout, wish: Wish): Promise<boolean> {
  await mkdir(layout.folder, { recursive: true, mode: 0o700 })
  const present = await readdir(layout.folder)
  if (present.includes(basename(layout.marker))) return false
  if (present.some((name) => name !== basename(layout.setting))) {
    throw new Failure(
      "cli/configuration",
      `${layout.folder} holds something that is no practice line`,
      "Nothing was changed. Name an empty folder with PARLEY_DATA, or empty this one.",
    )
  }
  // What an interrupted start left was never used.
  await rm(layout.setting, { recursive: true, force: true })
  await setUp(layout.setting, wish)
  for (const name of await readdir(layout.setting)) {
    await rename(join(layout.setting, name), join(layout.folder, name))
  }
  await rm(layout.setting, { recursive: true })
  const marker = { v: 1, compress: wish.compress, founded: new Date(wish.now).toISOString() }
  await writeFile(layout.marker, `${JSON.stringify(marker)}\n`)
  return true
}

async function setUp(folder: string, wish: Wish): Promise<void> {
  const parties: BySide<Party> = { A: makeParty("A", wish), B: makeParty("B", wish) }
  const relays: BySide<MadeRelay> = { A: relayOf("A", wish), B: relayOf("B", wish) }
  const charter = signedCharter(parties, relays, wish)
  const devices: BySide<readonly Device[]> = {
    A: homeNames.A.map((name) => makeDevice(name, parties.A.party, charter, wish)),
    B: homeNames.B.map((name) => makeDevice(name, parties.B.party, charter, wish)),
  }
  const rosters: BySide<Founding> = {
    A: firstRoster("A", parties.A, charter, { devices: devices.A, now: wish.now }),
    B: firstRoster("B", parties.B, charter, { devices: devices.B, now: wish.now }),
  }
  const both = [rosters.A, rosters.B]
  // The whole line is judged before anything of it is written.
  unwrap(foundLine(charter, both, nodeClientCrypto().signatures))
  for (const side of sides) {
    await writeParty(join(folder, partyFolderName[side]), parties[side], charter, rosters[side])
    await writeRelay(join(folder, relayFolderName[side]), relays[side], charter, {
      rosters: both,
      port: wish.port + portOffset[side],
    })
    for (const { name, bundle, file } of devices[side]) {
      const home = { bundle, charter, documents: both, device: file, passphrase: undefined }
      await newHome(join(folder, name), home)
      await writeZones(homeLayout(join(folder, name)), capitals)
    }
  }
}

function makeParty(side: Side, { now }: Wish): Party {
  const plan = {
    label: partyNames[side],
    custodians: 1,
    threshold: 1,
    successors: 1,
    created: now,
  }
  const roots = makeRoots(nodeClientCrypto(), plan)
  const [root] = roots
  const seed = root?.seeds[0]
  if (root === undefined || seed === undefined) throw new Failure("cli/internal", "no root")
  return { party: unwrap(rootOf(root.bytes)).party, root, roots, seed }
}

function relayOf(side: Side, { port }: Wish): MadeRelay {
  const address = `${loopback}:${String(port + portOffset[side])}`
  const made = makeRelay(nodeClientCrypto(), {
    origin: `practice.example/${relayFolderName[side]}`,
    url: `ws://${address}/circuit`,
  })
  const entry: CharterRelay = { ...made.entry, operator: side }
  return { ...made, entry }
}

function signedCharter(
  parties: BySide<Party>,
  relays: BySide<MadeRelay>,
  { compress, now }: Wish,
): CharterRecord {
  const crypto = nodeClientCrypto()
  const proposal = unwrap(
    proposeCharter(crypto.random, {
      mode: "exercise",
      roots: { A: parties.A.root.bytes, B: parties.B.root.bytes },
      relays: [relays.A.entry, relays.B.entry],
      profile: compressed(defaultProfile, compress),
      languages: { A: "en", B: "en" },
      preauthorised: { A: preauthorised, B: preauthorised },
      telephone: { A: "+00 000 0001 (invented)", B: "+00 000 0002 (invented)" },
      lifeMs: limits.lifeDefaultMs,
      lineCheckEveryMs: Math.max(1_000, Math.round(limits.lineCheckEveryMs / compress)),
      created: now,
    }),
  )
  const signed = [parties.A, parties.B].reduce<Founding>(
    (known, { seed }) => unwrap(withSignature(crypto.signatures, known, seed)),
    proposal,
  )
  if (signed.kind !== "charter") throw new Failure("cli/internal", "no charter")
  return signed
}

/** Invited, asked and checked like every device. */
function makeDevice(name: string, party: PartyId, charter: CharterRecord, { now }: Wish): Device {
  const crypto = nodeClientCrypto()
  const callSign = callSignOf(name)
  const label = `practice console ${callSign}`
  const notAfter = now + practiceMs
  const invited = {
    party,
    officer: `officer-${name}`,
    role: "duty" as const,
    callSign,
    permissions,
    notAfter,
  }
  const invitation = makeInvitation(crypto.random, charter, invited)
  const answer = unwrap(answerInvitation(crypto, invitation, label, now))
  const opened = unwrap(readRequest(requestText(answer.request)))
  const checked = unwrap(checkRequest(crypto.signatures, opened, invitation, now))
  const { officer, role } = invited
  return {
    name,
    bundle: answer.bundle,
    file: { device: answer.device, party, officer, callSign, role, label },
    entry: rosterEntry(checked, { notBefore: now, notAfter }),
  }
}

function firstRoster(
  side: Side,
  { seed }: Party,
  charter: CharterRecord,
  made: { readonly devices: readonly Device[]; readonly now: number },
): Founding {
  const { signatures } = nodeClientCrypto()
  const state = unwrap(foundLine(charter, [], signatures))
  const change = {
    added: made.devices.map(({ entry }) => entry),
    removed: [],
    issued: made.now,
    expires: made.now + practiceMs,
  }
  return unwrap(withSignature(signatures, unwrap(nextRoster(state, side, change)), seed))
}

async function writeParty(
  folder: string,
  { party, roots }: Party,
  charter: CharterRecord,
  roster: Founding,
): Promise<void> {
  const layout = partyFolder(folder)
  await writeRoots(folder, party, roots, [])
  await writePublic(layout.charter, documentText(charter))
  await writePublic(join(layout.rosters, "roster-1.roster"), documentText(roster))
}

async function writeRelay(
  folder: string,
  relay: MadeRelay,
  charter: CharterRecord,
  known: { readonly rosters: readonly Founding[]; readonly port: number },
): Promise<void> {
  const layout = relayLayout(folder)
  const listen = `${loopback}:${String(known.port)}`
  await writeSecret(layout.keys, keyFileText(relay))
  await writePublic(layout.entry, relayText(relay.entry))
  await writePublic(join(folder, lineFileName), lineFileText(charter, known.rosters))
  await writePublic(layout.config, newRelayFile(relay.entry, listen, [lineFileName]))
}
