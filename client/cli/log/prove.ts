// `parley log prove`: that one message stands in each journal, in a form that other tools can check too (C2SP tlog-proof).

import { writeFile } from "node:fs/promises"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { toBase64 } from "../../../shared/log/base64.ts"
import { inclusionProof } from "../../../shared/log/proof.ts"
import { formatProof } from "../../../shared/log/tlog-proof.ts"
import { emptyFrontier, grow, leafHash, type NodeAddress } from "../../../shared/log/tree.ts"
import { present } from "../../../shared/assert.ts"
import type { CommandLine } from "../command-line.ts"
import { ask, ops } from "../../runtime/requests/ops.ts"
import { withDesk } from "../desk/with-desk.ts"
import { Failure } from "../../runtime/failure.ts"
import type { DeskCopy } from "../../runtime/log/desk-copy.ts"
import { homeCopy } from "./own-copy.ts"

interface Proof {
  readonly relay: string
  readonly name: string
  readonly epoch: number
  readonly index: number
  readonly size: number
  /** The entry itself, in base 64: its leaf hash is SHA-256 of a zero byte and these bytes. */
  readonly entry: string
  readonly leaf: string
  /** The whole tlog-proof: index, path, signed head with its cosignatures. */
  readonly proof: string
}

export async function proveMessage(
  line: CommandLine,
  serial: string,
  out: string | undefined,
): Promise<void> {
  const { io, output } = line
  await withDesk(line, async (desk) => {
    const message = await ask(desk, ops.message, { serial }, { signal: io.stop })
    const copy = await homeCopy(line, desk)
    const proofs = proofsOf(copy, message.indexes)
    const [first] = proofs
    if (first === undefined) {
      throw new Failure(
        "cli/again",
        `no signed head covers ${serial} yet`,
        "A relay signs its journal within two seconds. Try again in a moment, with a relay that answers.",
      )
    }
    if (out !== undefined) await writeProofs(out, proofs)
    const { id } = message
    output.data(
      {
        id,
        serial: message.serial,
        code: message.code,
        proofs: proofs.map((proof) => ({ ...proof })),
      },
      () => proofs.map(({ proof }) => proof.trimEnd()).join("\n\n"),
    )
    for (const { name, index, size } of proofs) {
      output.detail(`${name}: entry ${String(index)} of ${String(size)}`)
    }
  })
}

function proofsOf(copy: DeskCopy, indexes: Readonly<Record<string, number>>): readonly Proof[] {
  return copy.journals.flatMap(({ form, entries }) => {
    const index = indexes[form.relay]
    const entry = index === undefined ? undefined : entries[index]
    if (index === undefined || entry === undefined || form.agreed === null) return []
    const path = pathOf(entries, index)
    return [
      {
        relay: form.relay,
        name: form.name,
        epoch: form.epoch,
        index,
        size: entries.length,
        entry: toBase64(entry),
        leaf: hexOf(leafHash(entry)),
        proof: formatProof({ index, path, checkpoint: form.agreed.note }),
      },
    ]
  })
}

/** A desk keeps entries, no tree: the nodes are hashed anew, once, for the one proof that is asked for. */
function pathOf(entries: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  const nodes = new Map<string, Uint8Array>()
  for (const { level, index: place, hash } of grow(emptyFrontier, entries.map(leafHash))
    .completed) {
    nodes.set(`${String(level)}/${String(place)}`, hash)
  }
  const read = ({ level, index: place }: NodeAddress): Uint8Array =>
    present(nodes.get(`${String(level)}/${String(place)}`), "a complete subtree has its hash")
  return inclusionProof(index, entries.length, read)
}

/** One file for each journal: `<out>-<relay>.tlog-proof`, and the entry beside it. */
async function writeProofs(out: string, proofs: readonly Proof[]): Promise<void> {
  for (const { relay, proof, entry } of proofs) {
    await writeFile(`${out}-${relay}.tlog-proof`, proof)
    await writeFile(`${out}-${relay}.entry`, Buffer.from(entry, "base64"))
  }
}
