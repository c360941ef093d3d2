// The log as Go's own packages see it. Needs Debian's golang-go and golang-golang-x-mod-dev; nothing is fetched.

import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

import { afterAll, beforeAll, describe, expect, test } from "vitest"

import { present } from "../../shared/assert.ts"
import { originOf } from "../../shared/log/checkpoint.ts"
import { consistencyProof, inclusionProof } from "../../shared/log/proof.ts"
import { formatProof } from "../../shared/log/tlog-proof.ts"
import { emptyFrontier, grow, leafHash, nodeKey } from "../../shared/log/tree.ts"
import { entryOf, keysFrom, line, noteOver, relay } from "../unit/log/sample-line.ts"

const goPath = "/usr/share/gocode"
const hasGo =
  spawnSync("go", ["version"]).status === 0 &&
  existsSync(join(goPath, "src/golang.org/x/mod/sumdb/tlog"))

const [olderSize, newerSize, index] = [13, 37, 20]
const entries = Array.from({ length: newerSize }, (_, i) =>
  entryOf(relay(1), { who: i % 2 === 0 ? "party" : "relay", words: `record ${String(i)}` }, i),
)
const nodes = new Map(
  grow(emptyFrontier, entries.map(leafHash)).completed.map((node) => [nodeKey(node), node.hash]),
)
const read = (address: Parameters<typeof nodeKey>[0]): Uint8Array =>
  present(nodes.get(nodeKey(address)), "a node")
const keys = present(keysFrom({ line })(relay(1), 0), "the relay's keys")
const newer = noteOver(relay(1), 0, entries)
const path = inclusionProof(index, newerSize, read)

const document = {
  Origin: originOf(line, relay(1), 0),
  LogKey: toText(keys.logKey),
  Witnesses: [...keys.witnessKeys].map(([device, key]) => ({
    Name: `parley/${device}`,
    Key: toText(key),
  })),
  Older: noteOver(relay(1), 0, entries.slice(0, olderSize)),
  Newer: newer,
  Consistency: consistencyProof(olderSize, newerSize, read).map(toText),
  Entry: toText(present(entries[index], "an entry")),
  Index: index,
  Inclusion: path.map(toText),
  ProofFile: formatProof({ index, path, checkpoint: newer }),
}
type Document = typeof document

describe.skipIf(!hasGo)(
  "golang.org/x/mod, unmodified (needs golang-go, golang-golang-x-mod-dev)",
  () => {
    let folder = ""
    let program = ""

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "parley-go-"))
      program = join(folder, "check")
      const source = fileURLToPath(new URL("go/main.go", import.meta.url))
      const env = {
        ...process.env,
        GO111MODULE: "off",
        GOPATH: goPath,
        GOCACHE: join(folder, "cache"),
        GOFLAGS: "",
      }
      const built = spawnSync("go", ["build", "-o", program, source], { env, encoding: "utf8" })
      if (built.status !== 0) throw new Error(`go build failed: ${built.stderr}`)
    }, 120_000)

    afterAll(() => {
      rmSync(folder, { recursive: true, force: true })
    })

    function check(given: Document): { readonly status: number | null; readonly said: string } {
      const ran = spawnSync(program, { input: JSON.stringify(given), encoding: "utf8" })
      return { status: ran.status, said: ran.stderr }
    }

    test("[LOG14] accepts checkpoints, cosignatures, both proofs and the proof file", () => {
      expect(check(document)).toEqual({ status: 0, said: "" })
    })

    test.each<[string, string, Document]>([
      ["another size", "older", { ...document, Older: document.Older.replace("\n13\n", "\n12\n") }],
      ["another root", "newer", { ...document, Newer: alterLine(document.Newer, 2) }],
      ["another log signature", "newer", { ...document, Newer: alterLine(document.Newer, 4) }],
      ["another cosignature", "newer", { ...document, Newer: alterLine(document.Newer, 5) }],
      ["another journal's origin", "older", { ...document, Origin: originOf(line, relay(1), 1) }],
      ["a witness missing", "older", { ...document, Older: dropLine(document.Older, 6) }],
      ["the checkpoints exchanged", "consistency", exchanged()],
      ["a consistency hash changed", "consistency", changed("Consistency")],
      ["a consistency hash missing", "consistency", shortened("Consistency")],
      ["an inclusion hash changed", "inclusion", changed("Inclusion")],
      ["an inclusion hash missing", "inclusion", shortened("Inclusion")],
      ["another index", "inclusion", { ...document, Index: index + 1 }],
      ["another entry", "inclusion", { ...document, Entry: toText(Buffer.from("never said")) }],
      ["another index in the file", "proof file", inFile("index 20", "index 21")],
      [
        "a hash missing in the file",
        "proof file",
        { ...document, ProofFile: dropLine(document.ProofFile, 3) },
      ],
    ])("[LOG14] refuses %s", (_, where, given) => {
      const { status, said } = check(given)
      expect(status).toBe(1)
      expect(said).toContain(where)
    })
  },
)

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64")
}

/** One letter of a line exchanged, well before its end, so that it stays base 64. */
function alterLine(note: string, number: number): string {
  const lines = note.split("\n")
  const altered = present(lines[number], "a line")
  const at = altered.length - 20
  const letter = altered.charAt(at) === "A" ? "B" : "A"
  return lines.with(number, altered.slice(0, at) + letter + altered.slice(at + 1)).join("\n")
}

function dropLine(text: string, number: number): string {
  return text.split("\n").toSpliced(number, 1).join("\n")
}

function exchanged(): Document {
  return { ...document, Older: document.Newer, Newer: document.Older }
}

function changed(which: "Consistency" | "Inclusion"): Document {
  return { ...document, [which]: document[which].with(1, toText(new Uint8Array(32))) }
}

function shortened(which: "Consistency" | "Inclusion"): Document {
  return { ...document, [which]: document[which].slice(1) }
}

function inFile(from: string, to: string): Document {
  return { ...document, ProofFile: document.ProofFile.replace(from, to) }
}
