// From the SDK's view of the whole desk to the form that `parley status` prints.

import { copyOf } from "../../../shared/dialogue/state.ts"
import { currentCharter } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Verdict } from "../../../shared/line/verdict.ts"
import type { Demand } from "../../../shared/records/names.ts"
import type { DeviceSeen } from "../../sdk/view/desks.ts"
import type { MessageView } from "../../sdk/view/message.ts"
import { callSignOf, partyLabel, relayName } from "../../sdk/view/naming.ts"
import { dueAt } from "../../sdk/view/obligations.ts"
import { statusView, type StatusView } from "../../sdk/view/status.ts"
import { localTime } from "../local-time.ts"
import { isoTime } from "../times.ts"
import type { DeskWork } from "./desk-work.ts"
import { messageJson, viewedJson } from "./message-json.ts"
import type { LocalForm, OwedForm, StatusForm, VerdictForm } from "./status-form.ts"

export function statusJson(work: DeskWork): StatusForm {
  const { conversation, upSince, home } = work
  const { state } = conversation.parts.union
  const { now, view } = work.runtime.act((desk) => ({
    now: desk.now,
    view: statusView(conversation, upSince, desk.now),
  }))
  const { ourDesk, theirDesk, line, obligations } = view
  const charter = currentCharter(state)
  return {
    clock: { at: isoTime(view.at), verdict: view.clock },
    localTimes: orNull(home.zones, (zones) => ({
      A: localJson(now.wall, zones.A),
      B: localJson(now.wall, zones.B),
    })),
    ourDesk: {
      party: partyLabel(state, ourDesk.side),
      side: ourDesk.side,
      callSign: ourDesk.callSign,
      officer: ourDesk.officer,
      state: ourDesk.state,
      devices: ourDesk.devices.map(deviceJson),
      stopped: ourDesk.stopped ?? null,
      protected: home.isProtected,
    },
    line: lineJson(state, line),
    theirDesk: {
      party: partyLabel(state, theirDesk.side),
      side: theirDesk.side,
      state: theirDesk.state,
      devices: theirDesk.devices.map(deviceJson),
    },
    keys: keysJson(state, view.keys),
    tension: {
      ours: declaredJson(view.tension.ours),
      theirs: declaredJson(view.tension.theirs),
    },
    unacknowledged: {
      byThem: counted(obligations.theyOwe, ["read"]),
      byUs: counted(obligations.weOwe, ["read"]),
    },
    answersDue: {
      byThem: counted(obligations.theyOwe, ["answered"]),
      byUs: counted(obligations.weOwe, ["answered"]),
    },
    owed: {
      byThem: obligations.theyOwe.map((each) => owedJson(each, work)),
      byUs: obligations.weOwe.map((each) => owedJson(each, work)),
    },
    queue: queueJson(view.queue),
    drafts: view.drafts.flatMap(({ message }) => messageJson(conversation, message, now) ?? []),
    sound: "none",
    telephone:
      ourDesk.side === "A"
        ? { ours: charter.telephone.A, theirs: charter.telephone.B }
        : { ours: charter.telephone.B, theirs: charter.telephone.A },
    mode: view.mode,
    verdicts: view.verdicts.map(({ about, verdict }) => verdictJson(state, about, verdict)),
  }
}

function orNull<T, R>(value: T | undefined, then: (value: T) => R): R | null {
  return value === undefined ? null : then(value)
}

function localJson(at: number, zone: string): LocalForm {
  const { change, ...local } = localTime(at, zone)
  return {
    ...local,
    change: orNull(change, ({ at: when, offset }) => ({ at: isoTime(when), offset })),
  }
}

function deviceJson({
  callSign,
  isThis,
  watch,
  aliveAgeMs,
}: DeviceSeen): StatusForm["ourDesk"]["devices"][number] {
  return {
    callSign,
    this: isThis,
    watch: orNull(watch, ({ role, since, until }) => ({
      role,
      since: isoTime(since),
      until: isoTime(until),
    })),
    aliveAgeMs: aliveAgeMs ?? null,
  }
}

function lineJson(state: LineState, line: StatusView["line"]): StatusForm["line"] {
  const latencies = line.circuits.flatMap(({ latencyMs }) => latencyMs ?? [])
  const tails = line.circuits.flatMap(({ latencyTail }) => latencyTail ?? [])
  return {
    up: line.isUp,
    latencyMs: latencies.length === 0 ? null : Math.min(...latencies),
    latency: tails.toSorted((a, b) => a.p99Ms - b.p99Ms)[0] ?? null,
    proofOfLifeAgeMs: line.proofOfLifeAgeMs ?? null,
    circuits: line.circuits.map((circuit) => ({
      relay: circuit.relay,
      name: relayName(state, circuit.relay),
      url: circuit.url,
      phase: circuit.phase,
      latencyMs: circuit.latencyMs ?? null,
      latency: circuit.latencyTail ?? null,
      silenceMs: circuit.silenceMs ?? null,
      current: circuit.isCurrent,
      clock: circuit.clock ?? null,
      downForMs: circuit.downFor ?? null,
      downCode: circuit.downCode ?? null,
    })),
    lastAnsweredCheck: orNull(line.lastAnswered, ({ call, at, answeredAt }) => ({
      serial: copyOf(call).serial,
      at: isoTime(at),
      by: call.side,
      answeredAt: isoTime(answeredAt),
    })),
    check: {
      phase: line.check.phase,
      by: line.check.by,
      at: isoTime(line.check.at),
      serials: line.check.calls.map((call) => copyOf(call).serial),
    },
    nextCheck: { at: isoTime(line.next.at), by: line.next.by },
  }
}

function keysJson(state: LineState, keys: StatusView["keys"]): StatusForm["keys"] {
  const called = (devices: StatusView["keys"]["suspended"]): string[] =>
    devices.map((device) => callSignOf(state, device))
  return {
    devices: keys.devices,
    rosters: keys.rosters.map((roster) => ({ ...roster, expires: isoTime(roster.expires) })),
    suspended: called(keys.suspended),
    forked: called(keys.forked),
    violations: keys.violations.map(({ what, device, detail }) => ({
      what,
      device: orNull(device, (each) => callSignOf(state, each)),
      detail,
    })),
    journals: keys.journals.map(({ relay, epoch, size, agreed }) => ({
      relay,
      name: relayName(state, relay),
      epoch,
      size,
      agreed: orNull(agreed, (head) => ({
        size: head.size,
        root: head.root,
        cosigners: called(head.cosigners),
      })),
    })),
    incomplete: keys.incomplete,
  }
}

function declaredJson(declared: StatusView["tension"]["ours"]): StatusForm["tension"]["ours"] {
  return orNull(declared, ({ level, since, held }) => ({
    level,
    since: isoTime(since),
    serial: copyOf(held).serial,
  }))
}

function counted(
  views: readonly MessageView[],
  kinds: readonly Demand[],
): StatusForm["unacknowledged"]["byThem"] {
  const open = views
    .filter((view) => view.open.some((demand) => kinds.includes(demand)))
    .toSorted((a, b) => soonest(a, kinds) - soonest(b, kinds))
  return {
    count: open.length,
    oldest: orNull(open[0], (view) => ({
      serial: view.serial,
      dueAt: orNull(dueAt(view, kinds), isoTime),
    })),
  }
}

function soonest(view: MessageView, kinds: readonly Demand[]): number {
  return dueAt(view, kinds) ?? Number.MAX_SAFE_INTEGER
}

function owedJson(view: MessageView, { conversation }: DeskWork): OwedForm {
  const { serial, precedence, state, isOverdue } = view
  const { code, open } = viewedJson(conversation, view)
  return { serial: serial, code, precedence, state, overdue: isOverdue, open }
}

function queueJson(queue: StatusView["queue"]): StatusForm["queue"] {
  return {
    count: queue.length,
    held: queue.filter((item) => item.state === "held").length,
    items: queue.map(({ message, code, precedence, kinds, state, releasedAt, heldAt }) => ({
      id: message ?? null,
      code: code ?? null,
      precedence,
      kinds: [...kinds],
      state,
      releasedAt: isoTime(releasedAt),
      heldAt: isoTime(heldAt),
    })),
  }
}

function verdictJson(state: LineState, about: MessageView, verdict: Verdict): VerdictForm {
  return {
    serial: about.serial,
    verdict: verdict.kind,
    waitsFor: verdict.waitsFor ?? null,
    until: orNull(verdict.until, isoTime),
    cannotExclude: [...verdict.cannotExclude],
    records: [...verdict.records],
    circuits: verdict.circuits.map(({ circuit, acceptedAt, heard }) => ({
      relay: circuit.relay,
      alive: circuit.isAlive,
      since: isoTime(circuit.since),
      caughtUp: circuit.isCaughtUp,
      acceptedAt: orNull(acceptedAt, isoTime),
      heard: heard.map(({ device, ageMs, onWatch }) => ({
        device: callSignOf(state, device),
        ageMs,
        onWatch,
      })),
    })),
  }
}
