// A relay from start to end: lines opened, doors opened, and closed in the other order. The one place where the parts meet; a
// test may put another journal, clock or pager in.

import { once } from "node:events"
import type { Server } from "node:http"
import { setTimeout as after } from "node:timers/promises"

import type { RelayCrypto } from "../../shared/crypto/ports.ts"
import { limits } from "../../shared/limits.ts"
import type { Journal } from "../journal/port.ts"
import type { PresenceExchange } from "../presence/port.ts"
import { CircuitSockets } from "./circuit-sockets.ts"
import { countedAs } from "./addresses.ts"
import type { Clock } from "./clock.ts"
import { Connections } from "./connections.ts"
import { healthApp, httpServer, type Health } from "./health.ts"
import type { LineOutcome } from "./line-loop.ts"
import { configuredLines, Lines } from "./lines.ts"
import type { Log } from "./log.ts"
import { MeteredJournal } from "./metered-journal.ts"
import { MetricsPage } from "./metrics-page.ts"
import { Metrics } from "./metrics.ts"
import { writeNote } from "./notes.ts"
import { causeOf, openAll } from "./opening.ts"
import type { OutboxPorts } from "./page-outbox.ts"
import { allPagers, type Pager } from "./pager.ts"
import { RecentJournal } from "./recent-journal.ts"
import type { RelaySettings } from "./settings.ts"
import { UpgradeGuard } from "./upgrade-guard.ts"
import { WebhookPager, type WebhookPorts } from "./webhook-pager.ts"

export interface RelayPorts {
  readonly crypto: RelayCrypto
  readonly clock: Clock
  readonly log: Log
  readonly pager: Pager
  readonly presence: PresenceExchange
  /** As the relay says it of itself: name and version. */
  readonly software: string
  /** `onFatal`: a write has failed, and the process must end. */
  openJournal(onFatal: (cause: Error) => void): Promise<Journal>
  /** Why a journal that is open cannot be reached now. A journal on a disk of one's own always can. */
  readonly journalTrouble?: () => string | undefined
}

/** What a process says when it ends: all is well, or the journal is lost to it (EX_SOFTWARE of sysexits.h). */
export const exitCodes = { drained: 0, journal: 70 } as const

export interface RunningRelay {
  readonly port: number
  /** Begins to stop in good order; asking twice is asking once. */
  drain(reason: string): void
  /** Settles with the exit code when everything is closed. */
  readonly ended: Promise<number>
}

/** How long closed sockets may take to say goodbye. */
const farewellMs = 500

/**
 * Resolves when every line can be used; until then the health pages say why not. Throws a `SettingsFault` for what the operator
 * has to put right, and what `openJournal` throws.
 */
export async function runRelay(config: RelaySettings, ports: RelayPorts): Promise<RunningRelay> {
  const { crypto, clock, log } = ports
  const configured = configuredLines(config, ports)
  const metrics = new Metrics()
  const opened = await ports.openJournal((cause) => {
    log.fatal({ cause: cause.message }, "the journal cannot be written")
  })
  const metered = new MeteredJournal(opened, clock, (call, ms, hasFailed) => {
    metrics.journalCalled(call, ms, hasFailed)
  })
  const journal = new RecentJournal(metered)
  let lines: Lines | undefined
  const connections = new Connections()
  const sockets = new CircuitSockets({
    crypto,
    connections,
    clock,
    log,
    metrics,
    relay: config.relay,
    signingSeed: config.signingSeed,
    lineOf: (line) => lines?.get(line),
  })
  const rowOf: OutboxPorts["rowOf"] = (line, message) =>
    lines?.get(line)?.relay.folded.state.rows.get(message)
  const webhook = webhookOf(config, { journal, clock, log, metrics, rowOf })
  const { presence } = ports
  const pager = allPagers(webhook === undefined ? [ports.pager] : [ports.pager, webhook])
  const loopPorts = { journal, clock, random: crypto.random, presence, pager, outlet: sockets }
  lines = new Lines(
    configured,
    {
      ...loopPorts,
      journalTrouble: ports.journalTrouble ?? ((): undefined => undefined),
      note: (line, note) => {
        writeNote(log, line, note)
        metrics.noted(note)
      },
    },
    log,
  )
  const relay = new Relay(config, ports, {
    journal,
    lines,
    sockets,
    connections,
    metrics,
    webhook,
  })
  await relay.open()
  return relay
}

function webhookOf({ pager }: RelaySettings, ports: WebhookPorts): WebhookPager | undefined {
  return pager === undefined ? undefined : new WebhookPager(pager, ports)
}

class Relay implements RunningRelay {
  readonly #config: RelaySettings
  readonly #ports: RelayPorts
  readonly #journal: Journal
  readonly #lines: Lines
  readonly #sockets: CircuitSockets
  readonly #connections: Connections
  readonly #server: Server
  readonly #metrics: Metrics
  readonly #webhook: WebhookPager | undefined
  readonly #metricsPage: MetricsPage
  readonly ended: Promise<number>
  readonly #outOfPatience: Promise<LineOutcome>
  #losePatience: (outcome: LineOutcome) => void = () => undefined
  #isDraining = false
  #hasEnded = false
  #port = 0

  constructor(
    config: RelaySettings,
    ports: RelayPorts,
    parts: {
      readonly journal: Journal
      readonly lines: Lines
      readonly sockets: CircuitSockets
      readonly connections: Connections
      readonly metrics: Metrics
      readonly webhook: WebhookPager | undefined
    },
  ) {
    this.#config = config
    this.#ports = ports
    this.#journal = parts.journal
    this.#lines = parts.lines
    this.#sockets = parts.sockets
    this.#connections = parts.connections
    this.#metrics = parts.metrics
    this.#webhook = parts.webhook
    this.#metricsPage = new MetricsPage(parts.metrics.register)
    this.#server = this.#serverOf(ports.clock.mono())
    this.#outOfPatience = new Promise((resolve) => {
      this.#losePatience = resolve
    })
    const first = Promise.race([this.#lines.firstEnd(), this.#outOfPatience])
    this.ended = first.then((outcome) => this.#end(outcome))
  }

  get port(): number {
    return this.#port
  }

  /** Listens first: for as long as the journal cannot be reached, the pages say why. */
  async open(): Promise<void> {
    await this.#listen()
    const failed = await openAll(this.#lines, this.#webhook)
    if (failed === undefined) {
      this.#webhook?.start()
      return
    }
    this.#losePatience(failed)
    await this.ended
    await this.#journal.close()
    throw causeOf(failed)
  }

  async #listen(): Promise<void> {
    const { host, port, metrics } = this.#config
    this.#metrics.watch({
      lines: () => this.#lines.figures(),
      sockets: () => this.#connections,
      pagesWaiting: () => this.#webhook?.waiting ?? 0,
    })
    if (metrics !== undefined) {
      const metricsPort = await this.#metricsPage.listen(metrics)
      this.#ports.log.info({ host: metrics.host, port: metricsPort }, "metrics are served")
    }
    this.#server.listen(port, host)
    await once(this.#server, "listening")
    const address = this.#server.address()
    if (address !== null && typeof address === "object") this.#port = address.port
  }

  drain(reason: string): void {
    if (this.#isDraining) return
    this.#isDraining = true
    this.#ports.log.info({ reason }, "stopping in good order")
    this.#lines.drain(reason)
    // A disk that hangs must not keep the process: what was not confirmed was promised to nobody.
    const patience = setTimeout(() => {
      this.#losePatience({ kind: "halted", cause: "the journal did not answer in time" })
    }, limits.drainMs)
    patience.unref()
  }

  #serverOf(startedAt: number): Server {
    const { clock, log, software } = this.#ports
    const { journal, links, origins, proxies } = this.#config
    const app = healthApp({
      software,
      journal: journal.kind,
      links,
      upMs: () => clock.mono() - startedAt,
      health: () => this.#health(),
    })
    // One more than there may be: whoever comes last is let in for a stranger who goes.
    const server = httpServer(app, limits.connectionsMax + 1)
    server.on("connection", (socket) => {
      this.#connections.arrived(socket, countedAs(socket.remoteAddress ?? ""))
    })
    const door = new UpgradeGuard({
      origins,
      proxies,
      clock,
      log,
      isOpen: () => !this.#isDraining && !this.#hasEnded && this.#lines.isOpen,
      turnedAway: (code) => {
        this.#metrics.turnedAway(code)
      },
      holder: (ticket) => this.#sockets.holder(ticket),
      cameFrom: (connection, address) => {
        this.#connections.cameFrom(connection, address)
      },
      admit: (socket, arriving) => {
        this.#sockets.admit(socket, arriving)
      },
    })
    server.on("upgrade", (request, socket, head) => {
      door.knock(request, socket, head)
    })
    return server
  }

  #health(): Health {
    const { faults, lines } = this.#lines.health()
    return { faults: this.#isDraining ? ["stopping", ...faults] : faults, lines }
  }

  /** Whatever ended first ends the process: a journal that fails one line fails them all. */
  async #end(first: LineOutcome): Promise<number> {
    const outcome = first.kind === "halted" ? first : await this.#allDrained()
    this.#hasEnded = true
    this.#lines.stop()
    const { log } = this.#ports
    if (outcome.kind === "halted") {
      log.fatal({ cause: String(outcome.cause) }, "the journal is lost to this process")
    }
    this.#sockets.endAll(outcome.kind === "halted" ? "relay/journal" : "wire/draining")
    this.#server.close()
    this.#server.closeIdleConnections()
    await this.#farewell()
    this.#sockets.dropAll()
    this.#server.closeAllConnections()
    this.#metricsPage.close()
    if (outcome.kind === "halted") return exitCodes.journal
    await this.#webhook?.stop()
    await this.#journal.close()
    log.info("stopped in good order")
    return exitCodes.drained
  }

  async #allDrained(): Promise<LineOutcome> {
    const all = this.#lines
      .allEnded()
      .then((outcomes) => outcomes.find((outcome) => outcome.kind === "halted"))
    return (await Promise.race([all, this.#outOfPatience])) ?? { kind: "drained" }
  }

  /** Close frames take a moment to leave. Who does not answer is not waited for. */
  async #farewell(): Promise<void> {
    const until = this.#ports.clock.mono() + farewellMs
    while (this.#sockets.count > 0 && this.#ports.clock.mono() < until) await after(limits.tickMs)
  }
}
