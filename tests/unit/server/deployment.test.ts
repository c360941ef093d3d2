// The files that a relay is set up with for real use. Nothing is started here: what is asked is that no part can do more than it
// must, and that the settings on which promises rest are there.

import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { parse } from "yaml"
import * as v from "valibot"
import { describe, expect, onTestFinished, test } from "vitest"

const words = v.record(v.string(), v.unknown())
const named = v.union([
  v.array(v.string()),
  v.pipe(
    words,
    v.transform((each) => Object.keys(each)),
  ),
])

const service = v.object({
  image: v.string(),
  user: v.string(),
  read_only: v.literal(true),
  cap_drop: v.array(v.string()),
  cap_add: v.optional(v.array(v.string()), []),
  security_opt: v.array(v.string()),
  privileged: v.optional(v.boolean(), false),
  restart: v.string(),
  pids_limit: v.number(),
  mem_limit: v.string(),
  logging: v.object({ options: v.object({ "max-size": v.string() }) }),
  healthcheck: v.object({ test: v.array(v.string()) }),
  networks: named,
  ports: v.optional(v.array(v.string()), []),
  secrets: v.optional(v.array(v.string()), []),
  environment: v.optional(words, {}),
  depends_on: v.optional(v.record(v.string(), v.object({ condition: v.string() })), {}),
})
const compose = v.object({
  services: v.record(v.string(), service),
  networks: v.record(v.string(), v.object({ internal: v.optional(v.boolean(), false) })),
  secrets: words,
})

const file = readFileSync("docker-compose.yml", "utf8")
const { services, networks, secrets } = v.parse(compose, parse(file, { merge: true }))
const parts = Object.entries(services)
const inside = (network: string): boolean => networks[network]?.internal === true

describe("the compose file", () => {
  test("has two processes of one relay, their Redis, and TLS", () => {
    expect(Object.keys(services).toSorted()).toEqual(["redis", "relay-1", "relay-2", "tls"])
    expect(services["relay-1"]).toEqual(services["relay-2"])
  })

  test.each(parts)("[OPS4] confines %s", (name, part) => {
    expect(part.user).toMatch(/^[1-9]\d*:[1-9]\d*$/u)
    expect([part.cap_drop, part.privileged]).toEqual([["ALL"], false])
    expect(part.security_opt).toContain("no-new-privileges:true")
    expect(part.cap_add).toEqual(name === "tls" ? ["NET_BIND_SERVICE"] : [])
    expect(part.image).toMatch(/:[\w.-]*\d/u)
    expect(JSON.stringify(part)).not.toContain("docker.sock")
  })

  test("[OPS4] lets the world reach TLS alone, and Redis be reached by the relay alone", () => {
    expect(parts.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual(["tls"])
    expect(services["redis"]?.networks.every(inside)).toBe(true)
    const beside = parts.filter(([, part]) => part.networks.includes("store"))
    expect(beside.map(([name]) => name)).toEqual(["redis", "relay-1", "relay-2"])
    expect(services["relay-1"]?.networks).not.toContain("front")
  })

  test("[OPS4] gives each part only the secrets it needs, and none through the environment", () => {
    expect(services["redis"]?.secrets).toEqual(["redis_users"])
    expect(services["tls"]?.secrets).toEqual([])
    const used = new Set(parts.flatMap(([, part]) => part.secrets))
    expect([...used].toSorted()).toEqual(Object.keys(secrets).toSorted())
    for (const [, { environment }] of parts) {
      expect(JSON.stringify(environment)).not.toMatch(/password|secret|redis:\/\//iu)
    }
  })

  test("waits for what a part needs, and asks each whether it is well", () => {
    expect(services["relay-1"]?.depends_on).toEqual({ redis: { condition: "service_healthy" } })
    expect(Object.keys(services["tls"]?.depends_on ?? {})).toEqual(["relay-1", "relay-2"])
  })
})

describe("Redis", () => {
  test.each([
    "appendonly yes",
    "appendfsync always",
    "no-appendfsync-on-rewrite no",
    'save ""',
    "maxmemory-policy noeviction",
    "protected-mode yes",
    "aclfile /run/secrets/redis_users",
  ])("[OPS5] is set to %s", (setting) => {
    const lines = readFileSync("server/deploy/redis.conf", "utf8").split("\n")
    const [name = ""] = setting.split(" ")
    expect(lines.filter((line) => line.startsWith(`${name} `))).toEqual([setting])
  })
})

describe("TLS", () => {
  test("[OPS4] passes on circuits and nothing else", () => {
    const caddyfile = readFileSync("server/deploy/Caddyfile", "utf8")
    expect(caddyfile).toMatch(
      /@circuit path \/circuit\n\thandle @circuit \{\n\t\treverse_proxy relay-1:7401 relay-2:7401/u,
    )
    expect(caddyfile).toMatch(/handle \{\n\t\trespond 404/u)
    expect(caddyfile).toContain("protocols tls1.3")
    expect(caddyfile.match(/reverse_proxy/gu)).toHaveLength(1)
  })
})

describe("the image", () => {
  const dockerfile = readFileSync("server/Dockerfile", "utf8")
  const stages = dockerfile.split(/^FROM /mu)

  test("[OPS4] runs without root on Node 24, holds no sources and no client, and ran no script of a package", () => {
    expect(stages.slice(1).every((stage) => stage.startsWith("node:24-"))).toBe(true)
    const last = stages.at(-1) ?? ""
    expect(last).toMatch(/^USER [1-9]\d*:[1-9]\d*$/mu)
    const copied = Array.from(last.matchAll(/^COPY --from=\w+ \/app\/(\S+)/gmu), ([, path]) => path)
    expect(copied).toEqual(["package.json", "node_modules", "dist/shared", "dist/server"])
    const installs = dockerfile.match(/npm ci .*/gu) ?? []
    expect(installs.every((install) => install.includes("--ignore-scripts"))).toBe(true)
    expect(dockerfile).toContain("npm ci --omit=dev")
  })

  test("[OPS4] is made from named folders only: no key or data of this checkout can get into it", () => {
    const [first, ...rest] = readFileSync(".dockerignore", "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
    expect(first).toBe("*")
    expect(rest.toSorted()).toEqual(
      [
        "!.npmrc",
        "!package-lock.json",
        "!package.json",
        "!server",
        "!shared",
        "!tsconfig.json",
      ].toSorted(),
    )
  })
})

describe("the unit of systemd", () => {
  const unit = readFileSync("server/parley-relay.service", "utf8")
  const isHere = spawnSync("systemd-analyze", ["--version"]).status === 0

  test.each([
    "DynamicUser=yes",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "ProtectSystem=strict",
    "PrivateDevices=yes",
    "RestrictNamespaces=yes",
    "SystemCallFilter=@system-service",
    "LimitCORE=0",
    "RestartPreventExitStatus=78",
  ])("[OPS4] says %s", (setting) => {
    expect(unit.split("\n")).toContain(setting)
  })

  test.skipIf(!isHere)("is one that systemd takes (needs systemd-analyze)", () => {
    // The paths of a machine that it is installed on are not here; the rest of it is judged.
    const local = unit.replace("/usr/bin/node", process.execPath)
    const folder = mkdtempSync(join(tmpdir(), "parley-unit-"))
    onTestFinished(() => {
      rmSync(folder, { recursive: true })
    })
    const path = join(folder, "parley-relay.service")
    writeFileSync(path, local)
    const verdict = spawnSync("systemd-analyze", ["verify", "--man=no", path], { encoding: "utf8" })
    expect([verdict.status, verdict.stderr]).toEqual([0, ""])
  })
})
