// The files of a relay, as `server/config.ts` reads them. The relay judges them again at its start.

import { readFile } from "node:fs/promises"
import { basename, join } from "node:path"
import * as v from "valibot"

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { toBase64 } from "../../../shared/log/base64.ts"
import type { CharterRelay } from "../../../shared/records/charter.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import { signed } from "../../../shared/records/signed.ts"
import type { MadeRelay } from "../../sdk/ceremony/relay-entry.ts"
import { Failure } from "../../runtime/failure.ts"
import { isErrno } from "../home/private-file.ts"
import { replacePublic } from "./carried-file.ts"

export interface RelayLayout {
  readonly config: string
  readonly keys: string
  readonly entry: string
}

export function relayLayout(folder: string): RelayLayout {
  return {
    config: join(folder, "relay.json"),
    keys: join(folder, "relay-keys.json"),
    entry: join(folder, "own.relay"),
  }
}

export function keyFileText({ signingSeed, logSeed }: MadeRelay): string {
  const content = { signingSeed: toBase64(signingSeed), logSeed: toBase64(logSeed) }
  return `${JSON.stringify(content, undefined, 2)}\n`
}

/** `listen` is host:port; an IPv6 address may stand in brackets. */
export function newRelayFile(
  { relay }: CharterRelay,
  listen: string,
  lines: readonly string[] = [],
): string {
  const colon = listen.lastIndexOf(":")
  const host = listen.slice(0, colon).replaceAll(/[[\]]/gu, "")
  const content = {
    listen: { port: Number(listen.slice(colon + 1)), host },
    lines,
    data: "data",
    relay,
    keys: "relay-keys.json",
  }
  return `${JSON.stringify(content, undefined, 2)}\n`
}

/** The signed documents of a line, for a relay that does not carry it yet. */
export function lineFileText(charter: Founding, rosters: readonly Founding[]): string {
  const content = { charter: base64(charter), rosters: rosters.map(base64) }
  return `${JSON.stringify(content, undefined, 2)}\n`
}

function base64(record: Founding): string {
  return toBase64(encodeAs(signed, record.signed))
}

const relayFile = v.looseObject({
  listen: v.looseObject({ port: v.number() }),
  lines: v.array(v.string()),
})
type RelayFile = v.InferOutput<typeof relayFile>

/** Names the line file in the relay's configuration; everything else in it stays as its operator has it. */
export async function addLine(layout: RelayLayout, path: string): Promise<void> {
  await change(layout, (file) => ({ ...file, lines: [...file.lines, basename(path)] }))
}

/** The desk hosts whose pages may open circuits, and to which the relay's own page leads. */
export interface HostedDesks {
  readonly label: string
  readonly url: string
}

export async function setPlace(
  layout: RelayLayout,
  port: number,
  links: readonly HostedDesks[],
): Promise<void> {
  const origins = links.map(({ url }) => url)
  await change(layout, (file) => ({ ...file, listen: { ...file.listen, port }, origins, links }))
}

async function change(
  { config }: RelayLayout,
  changed: (file: RelayFile) => RelayFile,
): Promise<void> {
  const read = v.safeParse(relayFile, await jsonOf(config))
  if (!read.success) {
    throw new Failure("cli/configuration", `${config} is not a relay's configuration`)
  }
  await replacePublic(config, `${JSON.stringify(changed(read.output), undefined, 2)}\n`)
}

async function jsonOf(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"))
  } catch (error) {
    if (isErrno(error, "ENOENT")) throw new Failure("cli/missing", `there is no file ${path}`)
    return undefined
  }
}
