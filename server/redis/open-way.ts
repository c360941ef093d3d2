// One form of Redis or another, as the configuration has it.

import { ClusterWay } from "./cluster-way.ts"
import { RedisLink } from "./link.ts"
import { partitions } from "./partition.ts"
import { fixedPlace } from "./place.ts"
import { sentinelPlace } from "./sentinels.ts"
import type { RedisTarget } from "./url.ts"
import type { RedisWay, WayPorts } from "./way.ts"

export function openWay(target: RedisTarget, ports: WayPorts): RedisWay {
  if (target.kind === "cluster") return new ClusterWay(target, ports)
  const place =
    target.kind === "sentinel" ? sentinelPlace(target) : fixedPlace(target.address, target.login)
  const link = new RedisLink({ ...ports, place, served: partitions })
  return {
    ask: (_, command) => link.ask(command),
    get trouble() {
      return link.trouble
    },
    close: () => link.close(),
  }
}
