import { describe, expect, test } from "vitest"

import * as client from "../../../client/sdk/session.ts"
import * as server from "../../../server/core/session.ts"
import { limits } from "../../../shared/limits.ts"
import type { Result } from "../../../shared/result.ts"
import {
  openNext,
  sealedBytesMax,
  sealNext,
  startDirection,
  type Direction,
} from "../../../shared/wire/channel.ts"
import { commandLine } from "../crypto/implementations.ts"
import {
  attach,
  connect,
  flipped,
  goodbye,
  noon,
  only,
  outcome,
  prekeys,
  sealed,
  sealedByRelay,
  simulatedEnds,
} from "./circuit.ts"

const ends = simulatedEnds()
const { frames } = ends.client
const key = new Uint8Array(32).fill(3)

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code}: ${result.detail}`)
  return result.value
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? "taken" : result.code
}

/** Sends `count` frames and gives both ends after the last, with the last frame. */
function run(
  count: number,
  now: (i: number) => number = () => noon,
): { readonly from: Direction; readonly to: Direction; readonly last: Uint8Array } {
  let from = startDirection(key, noon)
  let to = startDirection(key, noon)
  let last = new Uint8Array(0)
  for (let i = 0; i < count; i += 1) {
    const out = valueOf(sealNext(frames, from, Uint8Array.of(i % 256), now(i)))
    from = out.direction
    last = new Uint8Array(out.sealed)
    const taken = valueOf(openNext(frames, to, last, noon))
    to = taken.direction
  }
  return { from, to, last }
}

function give(session: server.Session, bytes: Uint8Array): server.SessionStep {
  return server.receive(session, bytes, noon)
}

function secondOf(session: server.Session): Uint8Array {
  const step = valueOf(server.sealFrame(session, prekeys, noon))
  return sealedByRelay(step.session, prekeys)
}

function lengthFor(size: number): number {
  const bytes = new Uint8Array(size)
  return valueOf(sealNext(frames, startDirection(key, noon), bytes, noon)).sealed.length
}

describe("[SEC19] frames of an open circuit", () => {
  const circuit = connect(ends)
  const three = sealed(circuit.client, [attach, goodbye, attach]).bytes
  const [first, second, third] = [three[0] ?? key, three[1] ?? key, three[2] ?? key]
  const afterFirst = give(circuit.relay, first).session
  // The relay waits for frame 1 of its client, so it is the relay's own frame 1 that a shared key would open.
  const relaySecond = secondOf(circuit.relay)

  test("come in the order they were sent, once each", () => {
    expect(outcome(give(afterFirst, second))).toBe("goodbye")
  })

  test.each([
    ["repeated", afterFirst, first],
    ["left out", circuit.relay, second],
    ["out of order", afterFirst, third],
    ["of the handshake again", afterFirst, circuit.proof],
    ["of another circuit", afterFirst, sealed(connect(ends).client, [attach, goodbye]).bytes[1]],
    ["sent back to its sender", circuit.relay, relaySecond],
    ["cut short", circuit.relay, first.subarray(0, -1)],
    ["cut in half", circuit.relay, first.subarray(0, first.length / 2)],
    ["added to", circuit.relay, new Uint8Array([...first, 0])],
    ["of nothing", circuit.relay, new Uint8Array(0)],
  ])("close it with wire/channel when one is %s", (_name, session, bytes) => {
    const step = give(session, bytes ?? key)
    expect(outcome(step)).toBe("wire/channel")
    expect(step.session.phase).toBe("closed")
  })

  test("reflected to the client do not open either", () => {
    // The proof is the client's frame 0, and frame 0 is what it waits for.
    expect(outcome(client.receive(circuit.client, circuit.proof, noon))).toBe("wire/channel")
  })

  test("are refused with any byte changed, in both directions", () => {
    const down = sealedByRelay(circuit.relay, prekeys)
    const outcomes = [
      ...[...first.keys()].map((at) => outcome(give(circuit.relay, flipped(first, at)))),
      ...[...down.keys()].map((at) =>
        outcome(client.receive(circuit.client, flipped(down, at), noon)),
      ),
    ]
    expect(new Set(outcomes)).toEqual(new Set(["wire/channel"]))
  })

  test("are not taken any more once one has failed, not even good ones", () => {
    const closed = give(circuit.relay, second).session
    expect(give(closed, first)).toEqual({ session: closed, send: [], events: [] })
    const over = client.receive(circuit.client, first, noon).session
    expect(client.receive(over, sealedByRelay(circuit.relay, prekeys), noon).events).toEqual([])
    expect(codeOf(client.sealFrame(over, attach, noon))).toBe("wire/channel")
    expect(codeOf(server.sealFrame(closed, prekeys, noon))).toBe("wire/channel")
  })

  test("that fail are answered once, under the circuit's key", () => {
    const step = give(circuit.relay, second)
    const told = client.receive(circuit.client, only(step.send), noon)
    expect(told.events).toEqual([
      { kind: "frame", frame: { kind: "failed", code: "wire/channel", detail: "" } },
    ])
  })

  test("before the handshake is over can be neither sealed nor taken", () => {
    expect(codeOf(client.sealFrame(circuit.greeting, attach, noon))).toBe("wire/channel")
    expect(codeOf(server.sealFrame(circuit.challenged, prekeys, noon))).toBe("wire/channel")
    expect(outcome(give(circuit.challenged, first))).toBe("wire/channel")
  })
})

describe("a frame that opens and is none of ours", () => {
  const circuit = connect(ends)
  const sending = circuit.client.phase === "open" ? circuit.client.sending : startDirection(key, 0)

  test.each([
    ["is not CBOR", new Uint8Array([255, 255])],
    ["is empty", new Uint8Array(0)],
    ["has a kind nobody knows", new Uint8Array([0x81, 0x18, 0x63])],
  ])("closes the circuit when it %s", (_name, bytes) => {
    const out = valueOf(sealNext(frames, sending, bytes, noon))
    expect(outcome(server.receive(circuit.relay, out.sealed, noon))).toBe("form/malformed")
  })
})

describe("[SEC11] the length of a frame", () => {
  test("is the same for everything small, and one of few above", () => {
    expect(lengthFor(0)).toBe(limits.framePadFloorBytes + 16)
    expect(lengthFor(limits.framePadFloorBytes - 2)).toBe(limits.framePadFloorBytes + 16)
    expect(lengthFor(limits.framePadFloorBytes - 1)).toBeGreaterThan(limits.framePadFloorBytes + 16)
  })

  test("has a bound, on both sides", () => {
    expect(lengthFor(limits.frameBytesMax - 2)).toBe(sealedBytesMax)
    const start = startDirection(key, noon)
    const tooLong = new Uint8Array(limits.frameBytesMax - 1)
    expect(codeOf(sealNext(frames, start, tooLong, noon))).toBe("form/too-large")
    const arriving = new Uint8Array(sealedBytesMax + 1)
    expect(codeOf(openNext(frames, start, arriving, noon))).toBe("form/too-large")
  })

  test("leaves room for the largest envelope in its submission", () => {
    expect(lengthFor(limits.envelopeBytesMax + 2_048)).toBeLessThanOrEqual(sealedBytesMax)
  })
})

describe("[SEC20] the key of a direction", () => {
  test("is renewed by both ends at the same frame, after an hour", () => {
    const before = run(3)
    expect(before.from.key).toEqual(key)
    const after = run(3, (i) => (i < 2 ? noon : noon + limits.rekeyMs))
    expect(after.from.key).not.toEqual(key)
    expect(after.to.key).toEqual(after.from.key)
    expect(after.to.counter).toBe(3)
  })

  test("is renewed whatever the receiver's clock says", () => {
    const late = valueOf(
      sealNext(frames, startDirection(key, noon), key, noon + 2 * limits.rekeyMs),
    )
    const taken = valueOf(openNext(frames, startDirection(key, 0), late.sealed, 0))
    expect(taken.direction.key).toEqual(late.direction.key)
  })

  test("is renewed after as many frames as one key may seal", () => {
    const { from, to } = run(3)
    const nearly = limits.framesPerKeyMax - 1
    const out = valueOf(sealNext(frames, { ...from, frames: nearly }, key, noon))
    expect(out.direction.frames).toBe(0)
    const taken = valueOf(openNext(frames, { ...to, frames: nearly }, out.sealed, noon))
    expect(taken.direction.key).toEqual(out.direction.key)
  })

  test("that a sender never renews ends the circuit", () => {
    const { from, to } = run(3)
    const out = valueOf(sealNext(frames, from, key, noon))
    const worn = { ...to, frames: limits.framesPerKeyMax - 1 }
    expect(codeOf(openNext(frames, worn, out.sealed, noon))).toBe("wire/channel")
  })

  test("once renewed does not open what came before", () => {
    const start = startDirection(key, noon)
    const old = valueOf(sealNext(frames, start, key, noon))
    const renewed = run(1, () => noon + limits.rekeyMs).to
    const rewound = { ...renewed, counter: 0 }
    expect(codeOf(openNext(frames, rewound, old.sealed, noon))).toBe("wire/channel")
  })

  test("and the counter are never used twice together", () => {
    let direction = startDirection(key, noon)
    const used = new Set<string>()
    for (let i = 0; i < 300; i += 1) {
      used.add(`${direction.key.join()} ${String(direction.counter)}`)
      const now = noon + i * (limits.rekeyMs / 7)
      direction = valueOf(sealNext(frames, direction, key, now)).direction
    }
    expect(used.size).toBe(300)
  })

  test("works with the real cipher over a renewal", () => {
    let from = startDirection(key, noon)
    let to = startDirection(key, noon)
    for (let i = 0; i < 5; i += 1) {
      const out = valueOf(sealNext(commandLine.frames, from, key, noon + i * limits.rekeyMs))
      const taken = valueOf(openNext(commandLine.frames, to, out.sealed, noon))
      expect(taken.bytes).toEqual(key)
      from = out.direction
      to = taken.direction
    }
    expect(from.counter).toBe(5)
  })
})
