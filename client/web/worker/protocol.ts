// What a page and its worker say to each other. Both are of one build and of one origin, so the forms are types and no more.

import * as v from "valibot"

import type { PictureForm } from "../../runtime/requests/ops.ts"

export type ToWorker =
  | { readonly id: number; readonly op: string; readonly args: unknown }
  | { readonly id: number; readonly abort: true }

/** A failure as the page shows it: the code, what happened, what it means and what to do. */
export interface Complaint {
  readonly code: string
  readonly detail: string
  readonly here: string
}

export type FromWorker =
  | { readonly id: number; readonly item: PictureForm }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: Complaint }

/** Requests that the worker answers before, and beside, the desk itself. */
export const homeOps = {
  /** How this browser's home is: see `HomeLook`. */
  look: "home/look",
  /** A device for an exercise line, made here and put on the roster by the desk host's practice custodian. */
  enrolForPractice: "home/enrol-for-practice",
  /** `{ passphrase }`; null where the home has none. */
  unlock: "home/unlock",
  /** `{ isArmed }`: whether the page can call its officer. Not armed until the page says so. */
  armed: "home/armed",
  /** Pictures, until nobody listens. */
  follow: "home/follow",
} as const

/** none: no device here. elsewhere: another window has it. other-line: its device is of a line that is not served here. */
export const homeLook = v.object({
  state: v.picklist(["none", "locked", "unprotected", "open", "elsewhere", "other-line"]),
  isPractice: v.boolean(),
  party: v.string(),
  callSign: v.nullable(v.string()),
})
export type HomeLook = v.InferOutput<typeof homeLook>
