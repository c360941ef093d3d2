// The relay's configuration: one JSON file, its key file and the files of its lines. Everything is checked before anything is
// opened, and whatever is wrong is said with the file and the field.

import { readFileSync, statSync } from "node:fs"
import { dirname, resolve } from "node:path"
import * as v from "valibot"

import { branded } from "../shared/encoding/schema.ts"
import { ofBase64 } from "../shared/log/base64.ts"
import type { RelayId } from "../shared/records/names.ts"
import { redisTarget } from "./redis/url.ts"
import { logLevels } from "./shell/log.ts"
import { SettingsFault, type JournalChoice, type RelaySettings } from "./shell/settings.ts"

const base64 = v.pipe(
  v.string(),
  v.transform((text) => ofBase64(text)),
  v.instance(Uint8Array, "base 64 expected"),
)
const seed = v.pipe(
  base64,
  v.check((bytes) => bytes.length === 32, "32 bytes expected"),
)
const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))
const host = v.pipe(v.string(), v.nonEmpty("a host name or address expected"))
const path = v.pipe(v.string(), v.nonEmpty("a path expected"))
/** Exactly as a browser says it: scheme, host, port; no path and no trailing slash. */
const origin = v.pipe(
  v.string(),
  v.check(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    "an origin such as https://desk.example:8443 expected",
  ),
)

/** Where a desk's page is: nothing but an address of the web makes a link. */
const pageUrl = v.pipe(
  v.string(),
  v.check(
    (text) => URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol),
    "an http or https address expected",
  ),
)

/** A page says that something on the line is overdue: in the clear it goes no further than this machine. */
const pagerUrl = v.pipe(
  v.string(),
  v.check((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url === undefined || url.username !== "" || url.password !== "") return false
    const isHere = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname)
    return url.protocol === "https:" || (url.protocol === "http:" && isHere)
  }, "an https address expected, or an http one on this machine"),
)

const relayFile = v.strictObject({
  listen: v.strictObject({ host, port }),
  data: path,
  relay: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, "16 lower-case hexadecimal digits expected")),
  keys: path,
  lines: v.pipe(v.array(path), v.minLength(1, "at least one line expected")),
  origins: v.optional(v.array(origin), []),
  proxies: v.optional(v.array(v.pipe(v.string(), v.ip("an IP address expected"))), []),
  links: v.optional(v.array(v.strictObject({ label: v.string(), url: pageUrl })), []),
  clockErrorMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 1_000),
  logLevel: v.optional(v.picklist(logLevels), "info"),
  pager: v.optional(v.strictObject({ url: pagerUrl, secret: path })),
  metrics: v.optional(v.strictObject({ host: v.optional(host, "127.0.0.1"), port })),
})

const keyFile = v.strictObject({ signingSeed: seed, logSeed: seed })

const lineFile = v.strictObject({
  charter: base64,
  rosters: v.pipe(v.array(base64), v.minLength(2, "the first rosters of both parties expected")),
})

type Environment = Readonly<Record<string, string | undefined>>

/** `environment`: `PARLEY_REDIS_URL` puts the journal on Redis; embedded where it is not set. */
export function readConfig(file: string, environment: Environment): RelaySettings {
  const journal = journalOf(environment)
  const read = parsed(relayFile, file)
  const folder = dirname(resolve(file))
  const keys = resolve(folder, read.keys)
  refuseShared(keys)
  const { signingSeed, logSeed } = parsed(keyFile, keys)
  return {
    host: read.listen.host,
    port: read.listen.port,
    dataFolder: resolve(folder, read.data),
    relay: branded<RelayId>(read.relay),
    signingSeed,
    logSeed,
    lines: read.lines.map((line) => parsed(lineFile, resolve(folder, line))),
    origins: new Set(read.origins),
    proxies: new Set(read.proxies),
    links: read.links,
    clockErrorMs: read.clockErrorMs,
    logLevel: read.logLevel,
    metrics: read.metrics,
    pager:
      read.pager === undefined
        ? undefined
        : { url: read.pager.url, secret: secretOf(resolve(folder, read.pager.secret)) },
    journal,
  }
}

/** The address may hold a password, so a fault does not quote it. */
function journalOf(environment: Environment): JournalChoice {
  const { PARLEY_REDIS_URL: url, PARLEY_WAIT_REPLICAS: wait = "0" } = environment
  if (url === undefined) return { kind: "embedded" }
  const target = redisTarget(url)
  if (target === undefined) {
    throw new SettingsFault(
      "PARLEY_REDIS_URL: redis://[user:password@]host[:port] expected, or the form for sentinels or a cluster.",
    )
  }
  if (!/^[0-9]$/.test(wait)) {
    throw new SettingsFault("PARLEY_WAIT_REPLICAS: how many replicas must confirm, 0 to 9.")
  }
  const replicas = Number(wait)
  if (target.kind !== "one" && replicas === 0) {
    throw new SettingsFault(
      "PARLEY_WAIT_REPLICAS: at least 1 where another server may take over; else it would lack what was accepted.",
    )
  }
  return { kind: "redis", target, replicas }
}

/** The key that pages are signed with: 32 bytes or more in base 64, in a file of its own. */
function secretOf(file: string): Uint8Array {
  refuseShared(file)
  const secret = ofBase64(readFileSync(file, "utf8").trim())
  if (secret === undefined || secret.length < 32) {
    throw new SettingsFault(`${file}: 32 bytes or more in base 64 expected.`)
  }
  return secret
}

/** Whoever can read the seeds can answer for this relay. Windows keeps no such bits; there the folder has to be closed. */
function refuseShared(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) throw new SettingsFault(`${file}: there is no such file.`)
  if (process.platform !== "win32" && (stat.mode & 0o077) !== 0) {
    const mode = (stat.mode & 0o777).toString(8)
    throw new SettingsFault(`${file}: others may read this key file (mode ${mode}). Set it to 600.`)
  }
}

function parsed<S extends v.GenericSchema>(schema: S, file: string): v.InferOutput<S> {
  const result = v.safeParse(schema, jsonOf(file))
  if (result.success) return result.output
  const faults = result.issues.map(
    (issue) => `${v.getDotPath(issue) ?? "the file"}: ${issue.message}`,
  )
  throw new SettingsFault(`${file}: ${faults.join("; ")}`)
}

function jsonOf(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, "utf8")
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown"
    throw new SettingsFault(`${file}: cannot be read (${why}).`)
  }
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own words may quote the file, and the file may hold keys.
    throw new SettingsFault(`${file}: is not JSON.`)
  }
}
