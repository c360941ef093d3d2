// Makes a fresh clone ready, with nothing but Node: install when the lock file changed, then compile.
// Not `prestart`/`pretest`: npm skips pre- and post-scripts under a person's `ignore-scripts=true`.
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { createHash } from "node:crypto"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import process from "node:process"

const root = join(fileURLToPath(new URL(".", import.meta.url)), "..")
const stamp = join(root, "node_modules", ".parley-lock")
const once = process.argv.includes("--once")

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Parley needs Node 20.19 or newer; this is ${process.versions.node}.`,
    "Install a newer Node.",
  )
}
// An installed package has no sources to build.
if (!existsSync(join(root, "tsconfig.json"))) process.exit(0)
if (once && existsSync(join(root, "dist", "client", "cli", "main.js"))) process.exit(0)

const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex")
const installed = existsSync(stamp) ? readFileSync(stamp, "utf8") : ""
if (installed !== lock) {
  say("Installing the packages named in package-lock.json (about half a minute the first time)…")
  run(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    "The install failed.",
  )
  writeFileSync(stamp, lock)
}
run(
  process.execPath,
  [join("node_modules", "typescript", "bin", "tsc"), "--build"],
  "The build failed.",
)
run(
  process.execPath,
  [
    join("node_modules", "vite", "bin", "vite.js"),
    "build",
    "--config",
    "client/web/vite.config.ts",
  ],
  "The build of the desk's page failed.",
)

function run(command, args, failure) {
  // npm is a script on Windows, which only a shell can start.
  const shell = process.platform === "win32" && command === "npm"
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], shell })
  if (result.status !== 0) fail(failure, "The lines above say why. Nothing was started.")
}

function say(text) {
  process.stderr.write(`${text}\n`)
}

function fail(what, remedy) {
  say(`${what} ${remedy}`)
  process.exit(1)
}
