import { expect, test } from "vitest"

import { PresenceHub } from "../../../server/presence/memory.ts"
import { practice } from "./line-bench.ts"
import { aliveOf } from "./tellings.ts"

const { line, devices } = practice

function sighting(nonce: number): Parameters<ReturnType<PresenceHub["join"]>["share"]>[1] {
  return { device: devices.B1.device, nonce, alive: aliveOf("B1", nonce) }
}

test("[BES4] other processes are told, and not the one that heard", () => {
  const hub = new PresenceHub(() => 0)
  const [one, two] = [hub.join(), hub.join()]
  const heard: string[] = []
  one.subscribe(line, ({ nonce }) => heard.push(`one ${String(nonce)}`))
  two.subscribe(line, ({ nonce }) => heard.push(`two ${String(nonce)}`))
  one.share(line, sighting(1))
  expect(heard).toEqual(["two 1"])
})

test("[BES4] an older proof changes nothing, and whoever comes later is told the age", () => {
  let mono = 1_000
  const hub = new PresenceHub(() => mono)
  const one = hub.join()
  one.share(line, sighting(5))
  mono += 2_500
  one.share(line, sighting(4))
  const heard: (readonly [number, number])[] = []
  hub.join().subscribe(line, ({ nonce }, ageMs) => heard.push([nonce, ageMs]))
  expect(heard).toEqual([[5, 2_500]])
})

test("[BES4] whoever has ended a subscription is told no more", () => {
  const hub = new PresenceHub(() => 0)
  const heard: number[] = []
  const end = hub.join().subscribe(line, ({ nonce }) => heard.push(nonce))
  end()
  hub.join().share(line, sighting(1))
  expect(heard).toEqual([])
})
