// The Redis users that OPERATIONS.md writes down for a relay: its own, and none besides.

import { readFileSync } from "node:fs"
import { join } from "node:path"

import { projectRoot } from "./house.ts"

/** The lines of the document as lines of redis.conf, with a password in its place. */
export function relayUsers(password: string): readonly string[] {
  const lines = readFileSync(join(projectRoot, "server/OPERATIONS.md"), "utf8").split("\n")
  return lines
    .filter((line) => line.startsWith("user "))
    .map((line) => line.replace("<password>", password))
}
