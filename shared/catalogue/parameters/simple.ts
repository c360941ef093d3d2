// The parameter types that stand on their own, by the name the tables use.

import { limits } from "../../limits.ts"
import { orSpecial, type ParameterType } from "../parameter.ts"
import type { Field, ParameterName } from "../statement-type.ts"
import { wordLists } from "../vocabularies.ts"
import { authority } from "./authority.ts"
import { altitude, bearing, count, distance, speed } from "./measure.ts"
import { area, position, route } from "./place.ts"
import { fields, head, quotation, reference, references } from "./reference.ts"
import { dtg, duration, window } from "./time.ts"
import { word, wordList } from "./vocabulary.ts"
import { name, names, proseOf, serial, textOf } from "./wording.ts"

const textMost = 120

type SimpleName = Exclude<ParameterName, "VALUES" | "STATEMENT">

export const simpleTypes: Readonly<Record<SimpleName, ParameterType>> = {
  DTG: dtg,
  WIN: window,
  DUR: duration,
  POS: position,
  AREA: area,
  ROUTE: route,
  BRG: bearing,
  DST: distance,
  ALT: altitude,
  SPD: speed,
  COUNT: count,
  NAME: name,
  NAMES: names,
  TEXT: textOf(textMost),
  PROSE: proseOf(limits.remarkCharsMax),
  SERIAL: serial,
  REF: reference,
  REFS: references,
  QUOTE: quotation,
  HEAD: head,
  FLD: fields,
  AUTH: authority,
  OBJECTS: wordList(wordLists.OBJECTS),
  FACTS: wordList(wordLists.FACTS),
  DOMAINS: wordList(wordLists.DOMAINS),
  OBJ: word("OBJ"),
  OWN: word("OWN"),
  CONF: word("CONF"),
  CAUSE: word("CAUSE"),
  RSN: word("RSN"),
  LVL: word("LVL"),
  PATH: word("PATH"),
  ROLE: word("ROLE"),
  MEDIUM: word("MEDIUM"),
  YES: word("YES"),
  ARMED: word("ARMED"),
  DESTRUCT: word("DESTRUCT"),
  RETRACT: word("RETRACT"),
  TENSION: word("TENSION"),
  ALTERNATE: word("ALTERNATE"),
  TRAFFIC: word("TRAFFIC"),
  CHANGE: word("CHANGE"),
  PURPOSE: word("PURPOSE"),
  CUSTODY: word("CUSTODY"),
  CONDITION: word("CONDITION"),
  SYMBOL: word("SYMBOL"),
  SYSTEM: word("SYSTEM"),
  EVENT: word("EVENT"),
  HAZARD: word("HAZARD"),
  ENGAGEMENT: word("ENGAGEMENT"),
  ACTION: word("ACTION"),
  MISSION: word("MISSION"),
  MEANS: word("MEANS"),
  LANG: word("LANG"),
  HANDOVER: word("HANDOVER"),
  GRADE: word("GRADE"),
}

/** Undefined for the two types that hold other fields: those may not be nested. */
export function simpleOf(field: Field): ParameterType | undefined {
  const base = baseOf(field)
  if (base === undefined || field.special === undefined) return base
  return orSpecial(base, field.special)
}

function baseOf(field: Field): ParameterType | undefined {
  if (field.type === "VALUES" || field.type === "STATEMENT") return undefined
  if (field.type === "TEXT" && field.most !== undefined) return textOf(field.most)
  if (field.type === "PROSE" && field.most !== undefined) return proseOf(field.most)
  return simpleTypes[field.type]
}
