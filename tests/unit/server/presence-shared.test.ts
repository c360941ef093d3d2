// Processes that hear each other over something slow and lossy. Their clocks have nothing to do with each other, and the age they
// tell is never smaller than the truth.

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { limits } from "../../../shared/limits.ts"
import { SharedPresence, type Bus } from "../../../server/presence/shared.ts"
import { practice } from "./line-bench.ts"
import { aliveOf } from "./tellings.ts"

const { line, devices } = practice

/** True time, and messages on their way at it. */
class Ether {
  now = 0
  delayMs: () => number = () => 0
  readonly #takers: ((message: Uint8Array) => void)[] = []
  #underWay: { readonly at: number; readonly deliver: () => void }[] = []

  bus(): Bus {
    return {
      publish: (message) => {
        for (const take of this.#takers) {
          const at = this.now + this.delayMs()
          const deliver = (): void => {
            take(message)
          }
          this.#underWay.push({ at, deliver })
        }
      },
      onMessage: (take) => {
        this.#takers.push(take)
      },
    }
  }

  passTo(time: number): void {
    for (;;) {
      const [next] = this.#underWay.toSorted((a, b) => a.at - b.at)
      if (next === undefined || next.at > time) break
      this.#underWay = this.#underWay.filter((each) => each !== next)
      this.now = Math.max(this.now, next.at)
      next.deliver()
    }
    this.now = time
  }
}

function member(ether: Ether, digit: string, offset: number): SharedPresence {
  const mono = (): number => ether.now + offset
  return new SharedPresence({ bus: ether.bus(), mono, process: digit.repeat(32) })
}

/** What one turn of the event loop has heard goes out at its end. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

interface Heard {
  readonly nonce: number
  readonly ageMs: number
  readonly at: number
}

function listening(ether: Ether, to: SharedPresence): readonly Heard[] {
  const heard: Heard[] = []
  to.subscribe(line, ({ nonce }, ageMs) => heard.push({ nonce, ageMs, at: ether.now }))
  return heard
}

function share(by: SharedPresence, nonce: number): void {
  by.share(line, { device: devices.B1.device, nonce, alive: aliveOf("B1", nonce) })
}

/** Each has said what it heard of the other. */
function acquaint(ether: Ether, ...members: readonly SharedPresence[]): void {
  for (const each of [...members, ...members]) {
    each.beat()
    ether.passTo(ether.now + 100)
  }
}

describe("a proof of life that another process has heard", () => {
  test("[RDS6] is told to the others with its age, and not to the one that heard it", async () => {
    const ether = new Ether()
    const [one, two] = [member(ether, "a", 5_000), member(ether, "b", 900_000)]
    acquaint(ether, one, two)
    const [here, there] = [listening(ether, two), listening(ether, one)]
    share(one, 1)
    ether.passTo(ether.now)
    await turn()
    ether.passTo(ether.now + 1)
    expect(here.map(({ nonce }) => nonce)).toEqual([1])
    expect(here[0]?.ageMs).toBeLessThan(10)
    expect(there).toEqual([])
    const later: number[] = []
    ether.passTo(ether.now + 2_000)
    two.subscribe(line, (_, ageMs) => later.push(ageMs))
    expect(later[0]).toBeGreaterThanOrEqual(2_000)
  })

  test("[RDS6] is not believed before the other's clock is known", async () => {
    const ether = new Ether()
    const [one, two] = [member(ether, "a", 0), member(ether, "b", 0)]
    const heard = listening(ether, two)
    share(one, 1)
    await turn()
    ether.passTo(50)
    expect(heard).toEqual([])
  })

  test("[RDS6] an older one changes nothing, also when it comes late", async () => {
    const ether = new Ether()
    const [one, two] = [member(ether, "a", 0), member(ether, "b", 7)]
    acquaint(ether, one, two)
    const heard = listening(ether, two)
    ether.delayMs = () => 500
    share(one, 1)
    await turn()
    ether.delayMs = () => 10
    share(one, 2)
    await turn()
    ether.passTo(ether.now + 1_000)
    expect(heard.map(({ nonce }) => nonce)).toEqual([2])
  })

  test("[RDS6] a process that has been silent for long is forgotten", async () => {
    const ether = new Ether()
    const [one, two] = [member(ether, "a", 0), member(ether, "b", 7)]
    acquaint(ether, one, two)
    const heard = listening(ether, two)
    ether.passTo(ether.now + limits.peerForgottenMs + 1_000)
    two.beat()
    share(one, 1)
    await turn()
    ether.passTo(ether.now + 10)
    expect(heard).toEqual([])
  })

  test("[RDS6] is never told younger than it is, however long messages were under way", async () => {
    const delays = fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 8, maxLength: 40 })
    const offset = fc.integer({ min: 0, max: 2_000_000_000 })
    await fc.assert(
      fc.asyncProperty(delays, offset, offset, async (each, first, second) => {
        const ether = new Ether()
        const [one, two] = [member(ether, "a", first), member(ether, "b", second)]
        const heard = listening(ether, two)
        const sharedAt = new Map<number, number>()
        let turns = 0
        ether.delayMs = () => each[(turns += 1) % each.length] ?? 0
        for (const nonce of each.keys()) {
          one.beat()
          two.beat()
          sharedAt.set(nonce, ether.now)
          share(one, nonce)
          await turn()
          ether.passTo(ether.now + 1_000)
        }
        ether.passTo(ether.now + 10_000)
        expect(heard.length).toBeGreaterThan(0)
        for (const { nonce, ageMs, at } of heard) {
          expect(ageMs).toBeGreaterThanOrEqual(at - (sharedAt.get(nonce) ?? 0))
        }
      }),
      { numRuns: 60 },
    )
  })

  test("[RDS6] what cannot be read is passed over", () => {
    const ether = new Ether()
    const two = member(ether, "b", 0)
    const heard = listening(ether, two)
    ether.bus().publish(new Uint8Array([1, 2, 3]))
    ether.passTo(10)
    expect(heard).toEqual([])
  })
})
