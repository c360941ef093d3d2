// What a parameter can hold, and a statement: a catalogue code with its values by field name. Every value says what it is,
// so that nothing has to be guessed from where it stands. Unknown is a value (`special`), never an omission.

import type { SeenHead } from "../records/link.ts"
import type { MessageId } from "../records/names.ts"
import type { Level } from "../records/stage.ts"

/** Micro-degrees of WGS-84: whole numbers, so that both sides compare the same thing. */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** An area's edge is declared, not observed: it has no uncertainty of its own. Radii are whole metres. */
export type Area =
  | { readonly kind: "zone"; readonly zone: string }
  | { readonly kind: "circle"; readonly centre: Point; readonly radius: number }
  | { readonly kind: "polygon"; readonly corners: readonly Point[] }

/** Words that stand in for a value where the field's table row admits them; at most one a field. */
export type SpecialWord = "UNKNOWN" | "ALL" | "OPEN" | "NONE" | "ALL-CORRECT"

/** One field of another statement, by value: the unit of read-back and of correction. */
export interface FieldValue {
  readonly field: string
  readonly value: Value
}

export type Value =
  | { readonly type: "special"; readonly word: SpecialWord }
  /** Unix milliseconds, always whole seconds. */
  | { readonly type: "dtg"; readonly at: number }
  | { readonly type: "window"; readonly from: number; readonly to: number }
  | { readonly type: "position"; readonly point: Point; readonly radius: number }
  | { readonly type: "area"; readonly area: Area }
  | { readonly type: "route"; readonly points: readonly Point[] }
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "distance"; readonly distance: number; readonly unit: "km" | "NM" }
  | { readonly type: "word"; readonly word: string }
  | { readonly type: "words"; readonly words: readonly string[] }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "names"; readonly names: readonly string[] }
  | { readonly type: "ref"; readonly message: MessageId }
  | { readonly type: "refs"; readonly messages: readonly MessageId[] }
  | { readonly type: "head"; readonly head: Omit<SeenHead, "signature"> }
  | { readonly type: "fields"; readonly numbers: readonly number[] }
  | { readonly type: "authority"; readonly authority: Authority }
  | { readonly type: "values"; readonly code: Code; readonly values: readonly FieldValue[] }
  | { readonly type: "statement"; readonly code: Code; readonly params: Params }

export type ValueType = Value["type"]

/** On whose authority: who decided, when, and under which reference of their own. */
interface Authority {
  readonly level: Level
  readonly at: number
  readonly reference: string
}

export type Params = Readonly<Record<string, Value>>

/** Free text beside a statement. It is no agreed wording and neither opens nor closes anything. */
export interface Remark {
  readonly text: string
  readonly language: string
}

export interface Statement {
  readonly code: Code
  readonly params: Params
  readonly remark: Remark | undefined
}

/** The statement types of this catalogue, in the order in which they are listed. */
export const codes = [
  "LC-01",
  "LC-02",
  "LC-03",
  "LC-04",
  "LC-05",
  "LC-06",
  "AK-01",
  "AK-02",
  "AK-03",
  "AK-04",
  "AK-05",
  "AK-06",
  "NT-01",
  "NT-02",
  "NT-03",
  "NT-04",
  "NT-05",
  "NT-06",
  "NT-07",
  "NT-08",
  "NT-09",
  "NT-10",
  "NT-11",
  "NT-12",
  "QY-01",
  "QY-02",
  "QY-03",
  "QY-04",
  "QY-05",
  "QY-06",
  "EX-01",
  "EX-02",
  "EX-03",
  "EX-04",
  "WN-01",
  "WN-02",
  "WN-03",
  "AS-01",
  "AS-02",
  "AS-03",
  "AS-04",
  "PR-01",
  "PR-02",
  "PR-03",
  "PR-04",
  "PR-05",
  "PR-06",
  "DC-01",
  "DC-02",
  "DC-03",
  "CR-01",
  "CR-02",
  "CR-03",
  "TN-01",
  "TL-01",
  "OW-01",
] as const
export type Code = (typeof codes)[number]

/** What a value is, where its type is already known from the table. */
export function isValue<K extends ValueType>(
  value: Value | undefined,
  type: K,
): value is Extract<Value, { readonly type: K }> {
  return value?.type === type
}
