import { expect, test } from "vitest"

import { makeLog } from "../../../server/shell/log.ts"

function logged(write: (log: ReturnType<typeof makeLog>) => void): string {
  const lines: string[] = []
  write(makeLog("info", { write: (line) => lines.push(line) }))
  return lines.join("")
}

test("[CIR15] what comes from outside cannot end a line, colour it or turn it around", () => {
  const text = logged((log) => {
    log.warn({ detail: 'a\r\n{"level":"info"}\u001B[31m\u202Edenied\u0000é' }, "refused")
  })
  expect(text).toMatch(/^[ -~]+\n$/)
  const read: unknown = JSON.parse(text)
  expect(read).toMatchObject({
    level: "warn",
    msg: "refused",
    detail: 'a\r\n{"level":"info"}\u001B[31m\u202Edenied\u0000é',
  })
})

test("[CIR15] a line says when, and nothing of the machine", () => {
  const text = logged((log) => {
    log.info("started")
  })
  const read: unknown = JSON.parse(text)
  expect(Object.keys(read ?? {})).toEqual(["level", "time", "msg"])
})
