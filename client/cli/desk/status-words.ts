// The desk at a glance, in words: the same order on every screen, so that the eye finds the line it wants.

import { wrapped } from "../output/layout.ts"
import type { Palette } from "../output/palette.ts"
import { clockTime, counted, countdown, span } from "../../runtime/times.ts"
import type { Page } from "./message-words.ts"
import { owedLines } from "./owed-words.ts"
import type { LocalForm, StatusForm } from "../../runtime/requests/status-form.ts"
import { words as tensionWords } from "./tension-command.ts"

export function statusWords(status: StatusForm, page: Page): string {
  const { palette } = page
  const rows: readonly (readonly [string, string])[] = [
    ["clock", clockWords(status, palette)],
    ["our desk", ourDeskWords(status, page)],
    ["line", lineWords(status, page)],
    ["", checkWords(status, page)],
    ["their desk", theirDeskWords(status, page)],
    ["keys", keysWords(status, page)],
    ["tension", tensionRow(status, page)],
    ["unacknowledged", countWords(status.unacknowledged, page)],
    ["answers due", countWords(status.answersDue, page)],
    ["queue", queueWords(status, palette)],
    ["sound", "none: a command line rings nothing (watch --exec may)"],
    ["mode", modeWords(status, palette)],
  ]
  const table = rows.flatMap(([name, text]) => row(name, text, page))
  return [...table, ...owedLines(status, page), ...telephoneLines(status, palette)].join("\n")
}

const nameColumns = 16

/** What does not fit goes on in the next line, a little further in. */
function row(name: string, text: string, { columns }: Page): readonly string[] {
  const lines = text.split("\n").flatMap((line) =>
    wrapped(line, columns - nameColumns - 2)
      .split("\n")
      .map((part, i) => (i === 0 ? part : `  ${part}`)),
  )
  return lines.map((line, i) => (i === 0 ? name : "").padEnd(nameColumns) + line)
}

function clockWords(status: StatusForm, palette: Palette): string {
  const { clock } = status
  const at = palette.strong(`${clock.at.slice(11, 19)}Z ${clock.at.slice(0, 10)}`)
  const verdicts: Readonly<Record<string, string>> = {
    right: palette.good("✓ agrees with a relay"),
    warn: palette.warn("! more than 2 s off"),
    wrong: palette.alarm("✕ CLOCK: more than 5 s off. Set this machine's clock"),
    "not-measured": palette.muted("not compared with a relay yet"),
  }
  const here = `${at}  ${verdicts[clock.verdict] ?? clock.verdict}`
  return [here, ...localLines(status, palette)].join("\n")
}

const sides = ["A", "B"] as const

function localLines({ localTimes }: StatusForm, palette: Palette): readonly string[] {
  if (localTimes === null) return []
  const changes = sides.flatMap((side) => {
    const { change } = localTimes[side]
    if (change === null) return []
    const when = `${change.at.slice(0, 10)} ${change.at.slice(11, 16)}Z`
    return [palette.warn(`! the clocks of ${side} change at ${when}, to ${change.offset}`)]
  })
  return [sides.map((side) => capitalWords(side, localTimes[side])).join(" · "), ...changes]
}

/** `A Sat 06:19 +02:00`. */
function capitalWords(side: string, { weekday, at }: LocalForm): string {
  return `${side} ${weekday} ${at.slice(11, 16)} ${at.slice(19)}`
}

const deskGlyphs: Readonly<Record<string, string>> = {
  "on-line": "● ON LINE",
  degraded: "◐ DEGRADED",
  "off-line": "✕ OFF LINE",
  staffed: "● STAFFED",
  unattended: "◐ UNATTENDED",
  "not-heard": "✕ THEIR SIDE NOT HEARD",
}

function deskWord(state: string, palette: Palette): string {
  const word = deskGlyphs[state] ?? state
  if (word.startsWith("●")) return palette.good(word)
  return word.startsWith("◐") ? palette.warn(word) : palette.alarm(word)
}

function ourDeskWords({ ourDesk }: StatusForm, page: Page): string {
  const { palette } = page
  const who = `${ourDesk.party} (${ourDesk.side})  this is ${ourDesk.callSign}, ${ourDesk.officer}`
  const lines = [
    `${deskWord(ourDesk.state, palette)}  ${who}`,
    ...devicesWords(ourDesk.devices, page),
  ]
  if (ourDesk.stopped !== null) {
    lines.push(palette.alarm(`✕ this device signs nothing more: ${ourDesk.stopped}`))
  }
  if (!ourDesk.protected) {
    lines.push(palette.warn("! this home has no passphrase: for practice only"))
  }
  return lines.join("\n")
}

function theirDeskWords({ theirDesk }: StatusForm, page: Page): string {
  const { palette } = page
  const head = `${deskWord(theirDesk.state, palette)}  ${theirDesk.party} (${theirDesk.side})`
  const doubt =
    theirDesk.state === "not-heard"
      ? [palette.muted("cut off or empty: from here nobody can say which")]
      : []
  return [head, ...devicesWords(theirDesk.devices, page), ...doubt].join("\n")
}

function devicesWords(devices: StatusForm["ourDesk"]["devices"], { now }: Page): readonly string[] {
  return devices
    .filter((device) => device.watch !== null || device.aliveAgeMs !== null)
    .map(({ callSign, this: isThis, watch, aliveAgeMs }) => {
      const duty =
        watch === null
          ? "not on watch"
          : `on watch as ${watch.role} until ${clockTime(Date.parse(watch.until), now)}`
      const alive = aliveAgeMs === null ? "not heard" : `alive ${span(aliveAgeMs)} ago`
      return `${callSign} ${duty}, ${isThis ? "here" : alive}`
    })
}

function lineWords({ line }: StatusForm, page: Page): string {
  const { palette } = page
  const heard =
    line.proofOfLifeAgeMs === null
      ? "nobody of theirs heard yet"
      : `last proof of life ${span(line.proofOfLifeAgeMs)} ago`
  const head = line.up ? palette.good("● UP") : palette.alarm("✕ DOWN")
  const tail = line.latency === null ? "" : `  p99 ${tailWords(line.latency)}`
  return [
    `${head}  ${heard}${tail}`,
    ...line.circuits.map((each) => circuitWords(each, page)),
  ].join("\n")
}

function tailWords({ p99Ms, heartbeats }: NonNullable<StatusForm["line"]["latency"]>): string {
  return `${String(Math.round(p99Ms))} ms of ${counted(heartbeats, "heartbeat")}`
}

function circuitWords(circuit: StatusForm["line"]["circuits"][number], { palette }: Page): string {
  const { name, phase, latencyMs, silenceMs, current, downForMs, downCode } = circuit
  if (phase !== "up") {
    const since = downForMs === null ? "" : ` for ${span(downForMs)}`
    return palette.alarm(`✕ ${name} ${phase}${since} ${downCode ?? ""}`.trimEnd())
  }
  const latency = latencyMs === null ? "not measured" : `${String(Math.round(latencyMs))} ms`
  const age = silenceMs === null ? "" : `, heard ${span(silenceMs)} ago`
  const behind = current ? "" : palette.warn(", catching up")
  return `✓ ${name} ${latency} by heartbeat${age}${behind}`
}

const checkTrouble: Readonly<Record<string, string>> = {
  "not-sent": "the line check that is due was not sent",
  missed: "the line check was not answered in time",
  repeat: "no answer to the line check: call again now",
  supervisor: "no line check was answered: tell the supervisor",
}

function checkWords({ line }: StatusForm, { palette, now }: Page): string {
  const last =
    line.lastAnsweredCheck === null
      ? "no line check answered yet"
      : `line check ${line.lastAnsweredCheck.serial} answered ${clockTime(Date.parse(line.lastAnsweredCheck.answeredAt), now)}`
  const trouble = checkTrouble[line.check.phase]
  const open = trouble === undefined ? "" : `  ${palette.alarm(`! ${trouble}`)}`
  const next = `next ${clockTime(Date.parse(line.nextCheck.at), now)} by party ${line.nextCheck.by}`
  return `${last}, ${next}${open}`
}

function rosterWords(
  { side, version, expires, state }: StatusForm["keys"]["rosters"][number],
  ours: string,
  palette: Palette,
): readonly string[] {
  const whose = side === ours ? "OUR" : "THEIR"
  const who = side === ours ? "your custodian" : "their custodian, by telephone,"
  const day = expires.slice(0, 10)
  if (state === "expired") {
    const said = `✕ ${whose} ROSTER ${String(version)} EXPIRED ${day}: nobody new is trusted by it. Ask ${who} for the next`
    return [palette.alarm(said)]
  }
  if (state !== "expiring") return []
  return [
    palette.warn(`! ${whose} roster ${String(version)} expires ${day}. Ask ${who} for the next`),
  ]
}

function keysWords({ keys, ourDesk }: StatusForm, { palette }: Page): string {
  const wrong = [
    ...keys.suspended.map((device) => `✕ ${device} is suspended`),
    ...keys.forked.map(
      (device) => `✕ ${device} signed two records with one number: do not trust it`,
    ),
    ...keys.violations.map(({ what, device, detail }) => `✕ ${what} ${device ?? ""} ${detail}`),
  ].map((text) => palette.alarm(text))
  const journals = keys.journals.map(({ name, size, agreed }) => {
    const head =
      agreed === null
        ? "no signed head compared yet"
        : `#${String(agreed.size)} ${agreed.root.slice(0, 16)} ✓ cosigned by ${agreed.cosigners.join(", ") || "nobody yet"}`
    return `${name}: ${String(size)} entries here, head ${head}`
  })
  const incomplete =
    keys.incomplete === 0
      ? []
      : [
          palette.alarm(
            `✕ INCOMPLETE: ${counted(keys.incomplete, "message")} not held here: not opened yet`,
          ),
        ]
  return [
    `${String(keys.devices)} devices in the rosters`,
    ...keys.rosters.flatMap((roster) => rosterWords(roster, ourDesk.side, palette)),
    ...wrong,
    ...journals,
    ...incomplete,
  ].join("\n")
}

function tensionRow({ tension }: StatusForm, { now }: Page): string {
  return `ours ${tensionWords(tension.ours, now)} · theirs ${tensionWords(tension.theirs, now)}`
}

function countWords(counts: StatusForm["unacknowledged"], { palette, now }: Page): string {
  const one = ({ count, oldest }: StatusForm["unacknowledged"]["byUs"], who: string): string => {
    if (count === 0) return `0 by ${who}`
    const due = oldest?.dueAt ?? null
    const when = due === null ? "" : `, ${countdown(Date.parse(due), now)}`
    return palette.warn(`${String(count)} by ${who} (${oldest?.serial ?? ""}${when})`)
  }
  return `${one(counts.byUs, "us")} · ${one(counts.byThem, "them")}`
}

function queueWords({ queue, drafts }: StatusForm, palette: Palette): string {
  const held = queue.held === 0 ? "" : palette.alarm(`  ✕ ${String(queue.held)} NOT SENT, HELD`)
  const wait = drafts.length === 1 ? "waits" : "wait"
  const waiting =
    drafts.length === 0 ? "" : `  ${counted(drafts.length, "draft")} ${wait} for a second officer`
  return `${String(queue.count)} not at a relay yet${held}${waiting}`
}

function modeWords({ mode }: StatusForm, palette: Palette): string {
  return mode === "exercise" ? palette.warn("EXERCISE EXERCISE EXERCISE") : palette.strong("LIVE")
}

function telephoneLines(
  { queue, line, telephone }: StatusForm,
  palette: Palette,
): readonly string[] {
  if (queue.held === 0 && line.up) return []
  return ["", palette.strong(`Telephone: theirs ${telephone.theirs} · ours ${telephone.ours}`)]
}
