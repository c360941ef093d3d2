import { describe, expect, test } from "vitest"

import { Latencies } from "../../../client/sdk/latencies.ts"
import { limits } from "../../../shared/limits.ts"
import type { Now } from "../../../client/sdk/ports.ts"

const at = (mono: number): Now => ({ wall: 1_000_000 + mono, mono })

describe("[VIEW12] the tail of the latencies", () => {
  test("is nothing before the first heartbeat", () => {
    expect(new Latencies().tail(at(0))).toBeUndefined()
  })

  test("is what 99 of 100 did not exceed", () => {
    const latencies = new Latencies()
    for (let n = 1; n <= 200; n += 1) latencies.add(n, at(n * 1_000))
    expect(latencies.tail(at(200_000))).toEqual({ p99Ms: 198, heartbeats: 200 })
  })

  test("is the slowest where there are too few to leave one out", () => {
    const latencies = new Latencies()
    for (const ms of [3, 900, 4]) latencies.add(ms, at(0))
    expect(latencies.tail(at(0))).toEqual({ p99Ms: 900, heartbeats: 3 })
  })

  test("forgets what is older than an hour, also when nothing new comes", () => {
    const latencies = new Latencies()
    latencies.add(900, at(0))
    latencies.add(5, at(1))
    expect(latencies.tail(at(limits.latencyKeptMs))).toMatchObject({ heartbeats: 2 })
    expect(latencies.tail(at(limits.latencyKeptMs + 1))).toEqual({ p99Ms: 5, heartbeats: 1 })
    expect(latencies.tail(at(limits.latencyKeptMs + 2))).toBeUndefined()
  })
})
