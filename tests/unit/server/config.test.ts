import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, test } from "vitest"

import { readConfig } from "../../../server/config.ts"
import { SettingsFault } from "../../../server/shell/settings.ts"
import { configuredLines } from "../../../server/shell/lines.ts"
import { nodeRelayCrypto } from "../../../server/shell/crypto.ts"
import { processClock } from "../../../server/shell/clock.ts"
import { toBase64 } from "../../../shared/log/base64.ts"
import { foundLine, relayFiles } from "../../support/founded-line.ts"
import { foundedAt } from "../../support/practice-line.ts"

const folders: string[] = []

interface Given {
  readonly relay?: object
  readonly keys?: object
  readonly line?: object
  readonly keyMode?: number
}

const nowhere = "ws://127.0.0.1:1/circuit"
const founded = foundLine({ foundedAt, urls: { N: nowhere, S: nowhere } })

/** A good configuration on the disk, with this part of it changed. */
function written(given: Given = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-config-"))
  folders.push(folder)
  const files = relayFiles(founded, "N", { port: 0, data: "data", logLevel: "info" })
  const changes = { "relay.json": given.relay, "keys.json": given.keys, "line.json": given.line }
  for (const name of ["relay.json", "keys.json", "line.json"] as const) {
    const good: unknown = JSON.parse(files[name])
    writeFileSync(join(folder, name), JSON.stringify(Object.assign({}, good, changes[name])))
  }
  chmodSync(join(folder, "keys.json"), given.keyMode ?? 0o600)
  return join(folder, "relay.json")
}

function faultOf(given: Given, environment: Record<string, string> = {}): string {
  try {
    const config = readConfig(written(given), environment)
    const world = { crypto: nodeRelayCrypto(), clock: processClock, software: "test" }
    configuredLines(config, world)
    return "none"
  } catch (error) {
    if (error instanceof SettingsFault) return error.message
    throw error
  }
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test("[CIR13] a good configuration is read, with paths beside its file", () => {
  const file = written()
  const config = readConfig(file, {})
  expect(config).toMatchObject({ host: "127.0.0.1", port: 0, journal: { kind: "embedded" } })
  expect(config.dataFolder).toBe(join(file, "..", "data"))
  expect(config.lines).toHaveLength(1)
})

describe("what the operator has to put right", () => {
  test.each<readonly [string, Given, RegExp]>([
    ["an unknown field", { relay: { extra: 1 } }, /relay\.json: extra/],
    ["a port that is none", { relay: { listen: { host: "a", port: 70_000 } } }, /listen\.port/],
    ["a relay id that is none", { relay: { relay: "xyz" } }, /relay: 16 lower-case/],
    ["no line", { relay: { lines: [] } }, /lines: at least one/],
    ["the same line twice", { relay: { lines: ["line.json", "line.json"] } }, /named twice/],
    ["a missing line file", { relay: { lines: ["none.json"] } }, /none\.json: cannot be read/],
    ["an origin with a path", { relay: { origins: ["https://a.example/x"] } }, /origins\.0/],
    ["an origin that is a word", { relay: { origins: ["null"] } }, /origins\.0/],
    ["a proxy that is a name", { relay: { proxies: ["proxy.example"] } }, /proxies\.0/],
    ["a short seed", { keys: { logSeed: "AAAA" } }, /logSeed: 32 bytes/],
    ["a seed that is no base 64", { keys: { logSeed: "!" } }, /logSeed: base 64/],
    [
      "other keys than the charter's",
      { keys: { logSeed: toBase64(new Uint8Array(32)) } },
      /other keys/,
    ],
    ["one roster only", { line: { rosters: [] } }, /rosters: the first rosters/],
    ["a charter that is none", { line: { charter: "AAAA" } }, /line 1: form\/malformed/],
    ["another relay's id", { relay: { relay: "00".repeat(8) } }, /line 1: who\/relay/],
  ])("[CIR13] %s", (_, given, fault) => {
    expect(faultOf(given)).toMatch(fault)
  })

  test.each(["http://h", "redis://:secret@/", "redis://h/3", "redis://h?x=1", "no address"])(
    "[CIR13] %s is no Redis, and is not quoted: it may hold a password",
    (url) => {
      const fault = faultOf({}, { PARLEY_REDIS_URL: url })
      expect(fault).toMatch(/^PARLEY_REDIS_URL: redis:/)
      expect(fault).not.toContain(url)
    },
  )

  test.each(["redis+sentinel://a,b,c/name", "redis+cluster://a,b,c"])(
    "[RDS11, RDS12] %s without a replica that confirms",
    (url) => {
      expect(faultOf({}, { PARLEY_REDIS_URL: url })).toMatch(/^PARLEY_WAIT_REPLICAS: at least 1/)
      expect(faultOf({}, { PARLEY_REDIS_URL: url, PARLEY_WAIT_REPLICAS: "1" })).toBe("none")
    },
  )

  test.each(["", "-1", "10", "two"])("[CIR13] %j replicas", (wait) => {
    const environment = { PARLEY_REDIS_URL: "redis://h", PARLEY_WAIT_REPLICAS: wait }
    expect(faultOf({}, environment)).toMatch(/^PARLEY_WAIT_REPLICAS/)
  })

  test("[CIR13] a file that is not JSON is named and not quoted", () => {
    const file = written()
    writeFileSync(file, "{ secret")
    expect(() => readConfig(file, {})).toThrow(/relay\.json: is not JSON\.$/)
  })

  test.skipIf(process.platform === "win32").each([0o640, 0o604, 0o666])(
    "[CIR13] a key file of mode %o",
    (keyMode) => {
      expect(faultOf({ keyMode })).toMatch(/keys\.json: others may read/)
    },
  )
})

test("[OPS1] metrics are for this machine unless the configuration says otherwise", () => {
  const metricsOf = (metrics: object): unknown =>
    readConfig(written({ relay: { metrics } }), {}).metrics
  expect(readConfig(written(), {}).metrics).toBeUndefined()
  expect(metricsOf({ port: 9_464 })).toEqual({ host: "127.0.0.1", port: 9_464 })
  expect(metricsOf({ host: "10.0.0.2", port: 1 })).toEqual({ host: "10.0.0.2", port: 1 })
})

describe("the pager", () => {
  const folder = mkdtempSync(join(tmpdir(), "parley-secret-"))
  const secret = join(folder, "secret")
  folders.push(folder)

  function pagerFault(url: string, text: string, mode = 0o600): string {
    mkdirSync(folder, { recursive: true })
    folders.push(folder)
    writeFileSync(secret, text)
    chmodSync(secret, mode)
    return faultOf({ relay: { pager: { url, secret } } })
  }

  const good = toBase64(new Uint8Array(32))

  test.each([
    ["https://pager.example/hook", good],
    ["http://127.0.0.1:9/hook", `${good}\n`],
    ["http://[::1]:9/hook", toBase64(new Uint8Array(64))],
  ])("[PAG1] is called at %s", (url, text) => {
    expect(pagerFault(url, text)).toBe("none")
  })

  test.each([
    ["http://pager.example/hook", good, /pager\.url: an https address/],
    ["https://name:word@pager.example/", good, /pager\.url/],
    ["pager", good, /pager\.url/],
    ["https://pager.example/", "short", /secret: 32 bytes or more/],
    ["https://pager.example/", toBase64(new Uint8Array(31)), /secret: 32 bytes or more/],
  ])("[PAG1] not at %s with %s", (url, text, fault) => {
    expect(pagerFault(url, text)).toMatch(fault)
  })

  test.skipIf(process.platform === "win32")("[PAG1] not with a secret that others read", () => {
    expect(pagerFault("https://pager.example/", good, 0o644)).toMatch(/others may read/)
  })
})
