// What a relay keeps its journal and its presence in: its own disk and memory, or Redis for all processes of the relay. The
// configuration decides once; there is no way from one to the other while a relay runs.

import { randomBytes } from "node:crypto"
import { mkdirSync } from "node:fs"
import { join } from "node:path"

import { openEmbedded } from "./journal/embedded.ts"
import { RedisJournal } from "./journal/redis/journal.ts"
import { PresenceHub } from "./presence/memory.ts"
import { RedisBus } from "./presence/redis.ts"
import { SharedPresence } from "./presence/shared.ts"
import { processClock } from "./shell/clock.ts"
import type { Log } from "./shell/log.ts"
import type { RelayPorts } from "./shell/run.ts"
import type { JournalChoice, RelaySettings } from "./shell/settings.ts"

export type Stores = Pick<RelayPorts, "openJournal" | "journalTrouble" | "presence">

export function storesOf(config: RelaySettings, log: Log): Stores {
  return config.journal.kind === "redis"
    ? redisStores(config.journal, log)
    : embeddedStores(config.dataFolder, log)
}

function embeddedStores(dataFolder: string, log: Log): Stores {
  const folder = join(dataFolder, "journal")
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  log.warn(
    { journal: "embedded", folder },
    "the journal is embedded: one process, one disk, no second copy but the desks' and the other relay's",
  )
  return {
    presence: new PresenceHub(() => processClock.mono()).join(),
    openJournal: (onFatal) => openEmbedded({ folder, onFatal }),
  }
}

function redisStores(
  { target, replicas }: Extract<JournalChoice, { kind: "redis" }>,
  log: Log,
): Stores {
  log.info({ journal: "redis", form: target.kind, replicas }, "the journal is on Redis")
  const journal = new RedisJournal({
    target,
    replicas,
    onTrouble: (why) => {
      if (why === undefined) log.info("the journal on Redis can be used")
      else log.error({ why }, "the journal on Redis cannot be used")
    },
  })
  const process = randomBytes(16).toString("hex")
  const bus = new RedisBus(target)
  return {
    presence: new SharedPresence({ bus, process, mono: () => processClock.mono() }),
    openJournal: () => Promise.resolve(journal),
    journalTrouble: () => journal.trouble,
  }
}
