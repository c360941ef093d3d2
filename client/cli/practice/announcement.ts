// What a practice line says when it runs: to people what to open and what to type, to a program one line of JSON.

import process from "node:process"

import { lineIdOf } from "../../../shared/line/agreement.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import type { CharterRecord } from "../../sdk/ceremony/founding-document.ts"
import type { CommandLine } from "../command-line.ts"
import { checkoutRoot, partyNames, type PracticeLayout } from "./layout.ts"
import { nextSteps } from "./next-steps.ts"

/** A relay of the line and the desk host of the party that runs it, with the addresses of this start. */
export interface Running {
  readonly side: Side
  readonly relay: RelayId
  readonly url: string
  readonly health: string
  readonly log: string
  readonly desk: string
}

export interface Practice {
  readonly layout: PracticeLayout
  readonly charter: CharterRecord
  readonly running: readonly Running[]
  readonly pids: readonly (number | undefined)[]
  readonly isNew: boolean
  readonly homes: ReadonlyMap<string, string>
}

/** The page of party A's relay, which leads to the desks. */
function pageOf([first]: readonly Running[]): string {
  return first === undefined ? "" : new URL("/", first.health).href
}

/** For people what to type next; for a program one line of JSON, and nothing else, on standard output. */
export function announce({ io, output }: CommandLine, practice: Practice): void {
  const { layout, charter, running, pids, isNew, homes } = practice
  if (!output.isHuman) {
    const relays = running.map(({ side, relay, url, health, log }, i) => ({
      party: side,
      relay,
      url,
      health,
      log,
      pid: pids[i],
    }))
    const value = {
      ready: true,
      v: 1,
      isNew,
      data: layout.folder,
      line: lineIdOf(charter.signed.core),
      relays,
      desks: running.map(({ side, desk }) => ({ party: side, url: desk })),
      homes: Object.fromEntries(homes),
    }
    output.raw(`${JSON.stringify(value)}\n`)
    return
  }
  const checkout = checkoutRoot()
  const place = {
    folder: checkout ?? process.cwd(),
    isCheckout: checkout !== undefined,
    now: io.now(),
  }
  output.raw(
    `${[
      `${isNew ? "A new practice line" : "The practice line"} between ${partyNames.A} and ${partyNames.B}: an exercise, both invented.`,
      `Everything is in ${layout.folder}. Nothing there has a passphrase: whoever copies it is both parties.`,
      ...running.map(
        ({ side, url, log }) => `The relay of party ${side} is at ${url}; its log: ${log}`,
      ),
      "",
      `Open ${pageOf(running)} in a browser: it leads to both desks, in four steps. Or open a desk at once:`,
      ...running.map(({ side, desk }) => `  ${partyNames[side]}: ${desk}`),
      "",
      "The same from the command line. " + nextSteps(homes, place),
      "",
      "Ctrl-C stops the relays. The next start carries on with the same data.",
    ].join("\n")}\n`,
  )
}
