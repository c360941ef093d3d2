// What the board shows: what stands now, by whose word, and where.

import * as v from "valibot"

import { renderedForm } from "./screen-forms.ts"

const point = v.object({ latitude: v.number(), longitude: v.number() })

/** Something that a statement names on the globe; degrees of WGS-84, metres. A named zone has no outline here. */
const placeForm = v.object({
  field: v.string(),
  kind: v.picklist(["position", "circle", "polygon", "zone"]),
  /** Of a polygon its corners; of all else the centre; of a zone none. */
  points: v.array(point),
  radius: v.nullable(v.number()),
  /** As it is typed. */
  text: v.string(),
})
export type PlaceForm = v.InferOutput<typeof placeForm>

const standingForm = v.object({
  id: v.string(),
  serial: v.string(),
  code: v.string(),
  precedence: v.picklist(["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"]),
  standing: v.picklist(["proposed", "coming", "in-force", "held"]),
  since: v.string(),
  until: v.nullable(v.string()),
  /** It ends within half an hour. */
  expires: v.boolean(),
  /** Serials of the corrections whose values are in it. */
  corrections: v.array(v.string()),
  supersedes: v.nullable(v.string()),
  acceptedBy: v.nullable(v.string()),
  /** With the values that count; the reader's language first. */
  texts: v.array(renderedForm),
  places: v.array(placeForm),
})
export type StandingForm = v.InferOutput<typeof standingForm>

const contradictionForm = v.object({
  /**
   * answers: different words about one message. crossed: accepted and taken back. differs: a read-back that is not the same.
   * contested: by its reader. faulty: it does not count. held: its author asks that nobody act on it.
   */
  kind: v.picklist(["answers", "crossed", "differs", "contested", "faulty", "held"]),
  serials: v.array(v.string()),
  /** Fields that differ, or faults. */
  details: v.array(v.string()),
})
export type ContradictionForm = v.InferOutput<typeof contradictionForm>

const questionForm = v.object({
  serial: v.string(),
  code: v.string(),
  precedence: v.picklist(["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"]),
  /** Whose question it is. */
  side: v.picklist(["ours", "theirs"]),
  at: v.string(),
  texts: v.array(renderedForm),
})
export type QuestionForm = v.InferOutput<typeof questionForm>

export const boardForm = v.object({
  at: v.string(),
  ours: v.array(standingForm),
  theirs: v.array(standingForm),
  /** More that stands, older and without an end, and that a board has no room for. */
  more: v.object({ ours: v.number(), theirs: v.number() }),
  contradictions: v.array(contradictionForm),
  questions: v.array(questionForm),
})
export type BoardForm = v.InferOutput<typeof boardForm>
