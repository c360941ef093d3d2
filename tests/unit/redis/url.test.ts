import { describe, expect, test } from "vitest"

import { redisTarget } from "../../../server/redis/url.ts"

const nobody = { username: undefined, password: undefined, isTls: false }

describe("where Redis is", () => {
  test.each([
    ["redis://h", { kind: "one", address: { host: "h", port: 6379 }, login: nobody }],
    [
      "redis://10.0.0.1:7000/",
      { kind: "one", address: { host: "10.0.0.1", port: 7000 }, login: nobody },
    ],
    ["redis://[::1]:7", { kind: "one", address: { host: "::1", port: 7 }, login: nobody }],
    [
      "rediss://relay:p%40ss@h",
      {
        kind: "one",
        address: { host: "h", port: 6379 },
        login: { username: "relay", password: "p@ss", isTls: true },
      },
    ],
    [
      "redis://:secret@h",
      {
        kind: "one",
        address: { host: "h", port: 6379 },
        login: { username: undefined, password: "secret", isTls: false },
      },
    ],
    [
      "redis+sentinel://a,b:5,[::1]/line-1",
      {
        kind: "sentinel",
        name: "line-1",
        login: nobody,
        sentinels: [
          { host: "a", port: 26_379 },
          { host: "b", port: 5 },
          { host: "::1", port: 26_379 },
        ],
      },
    ],
    [
      "redis+cluster://a,b:5",
      {
        kind: "cluster",
        login: nobody,
        nodes: [
          { host: "a", port: 6379 },
          { host: "b", port: 5 },
        ],
      },
    ],
  ])("[RDS1] %s", (text, target) => {
    expect(redisTarget(text)).toEqual(target)
  })

  test.each([
    "",
    "h:6379",
    "http://h",
    "redis://",
    "redis://h:0",
    "redis://h:65536",
    "redis://h/1",
    "redis://a,b",
    "redis://h?db=1",
    "redis+sentinel://a,b",
    "redis+cluster://a/name",
    "redis+cluster://a,,b",
    "redis+other://a",
  ])("[RDS1] not %j", (text) => {
    expect(redisTarget(text)).toBeUndefined()
  })
})
