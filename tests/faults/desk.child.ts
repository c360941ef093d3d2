// A desk that is killed by the kernel in the middle of numbering what it has to say: before the number is stored, after it is
// stored and before anything has left, or when the first bytes have left. Run as tests/faults/desk.child.js.

import process from "node:process"

import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import { Circuits } from "../../client/cli/runtime/circuits.ts"
import { readClocks } from "../../client/cli/runtime/clock.ts"
import { DeskRuntime } from "../../client/runtime/desk-runtime.ts"
import { openLevelStore } from "../../client/cli/runtime/level-store.ts"
import type { Store, Write } from "../../client/sdk/ports.ts"
import { keys } from "../../client/sdk/store-layout.ts"
import { foundedDesk, foundLine } from "../support/founded-line.ts"
import { valueOf } from "../support/practice-line.ts"
import { readOrder } from "./desk-order.ts"

const { founders, callSign, store, texts, doom } = readOrder(process.argv[2] ?? "")
const founded = foundedDesk(foundLine(founders), callSign)
const rows = await openLevelStore(store)
if (rows === undefined) throw new Error(`${store} is open elsewhere`)

let isNumbered = false

/** The one write in which a record gets its number is the one that names the device's new head. */
const doomed: Store = {
  read: (key) => rows.read(key),
  range: (prefix) => rows.range(prefix),
  close: () => rows.close(),
  async write(writes: readonly Write[]): Promise<void> {
    const isNumbering = writes.some(({ key }) => key === keys.ownHead)
    if (isNumbering && doom === "before") die()
    await rows.write(writes)
    if (isNumbering && doom === "after") die()
    isNumbered ||= isNumbering
  },
}

const runtime = await DeskRuntime.open(founded, doomed, {
  crypto: nodeClientCrypto(),
  clocks: readClocks,
  transport(tell) {
    const circuits = new Circuits(tell, new Map())
    return {
      connect: (relay, url) => {
        circuits.connect(relay, url)
      },
      disconnect: (relay) => {
        circuits.disconnect(relay)
      },
      close: () => circuits.close(),
      transmit(relay, bytes) {
        circuits.transmit(relay, bytes)
        if (isNumbered && doom === "sent") die()
      },
    }
  },
})
runtime.onNotice((notice) => {
  if (notice.kind === "numbered" || notice.kind === "stopped-signing") process.send?.({ notice })
})
for (const text of texts) {
  const payload = new TextEncoder().encode(text)
  const letter = { precedence: "FLASH" as const, owes: [], references: [], payload }
  const message = valueOf(runtime.act(({ acts, now }) => acts.send(letter, now)))
  await runtime.settled()
  process.send?.({ held: message })
}
process.on("disconnect", () => process.exit(0))
process.on("message", () => {
  void runtime.stop().then(() => process.exit(0))
})
runtime.start()

function die(): void {
  process.kill(process.pid, "SIGKILL")
}
