// Any value of any parameter type, and any statement of the catalogue, for properties.

import * as fc from "fast-check"

import { levels } from "../../../shared/catalogue/parameters/authority.ts"
import { earliest, latest } from "../../../shared/catalogue/parameters/calendar.ts"
import { simpleOf } from "../../../shared/catalogue/parameters/simple.ts"
import type { Field, ParameterName } from "../../../shared/catalogue/statement-type.ts"
import { isReplaceable, listTypes } from "../../../shared/catalogue/table.ts"
import { hasHidden } from "../../../shared/catalogue/visible.ts"
import type { FieldValue, Params, Statement, Value } from "../../../shared/catalogue/value.ts"
import {
  vocabularies,
  wordLists,
  type VocabularyName,
} from "../../../shared/catalogue/vocabularies.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { Hash, MessageId, RelayId } from "../../../shared/records/names.ts"

const instant = fc.integer({ min: earliest / 1_000, max: latest / 1_000 - 1 }).map((s) => s * 1_000)
const hex = (bytes: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((b) => Buffer.from(b).toString("hex"))
const messageId = hex(16).map((id) => branded<MessageId>(id))
const point = fc.record({
  latitude: fc.integer({ min: -90_000_000, max: 90_000_000 }),
  longitude: fc.integer({ min: -180_000_000, max: 180_000_000 }),
})
const area = fc.oneof(
  fc.stringMatching(/^[A-Z0-9]{1,8}-[0-9]{1,3}$/u).map((zone) => ({ kind: "zone" as const, zone })),
  fc.record({
    kind: fc.constant("circle" as const),
    centre: point,
    radius: fc.integer({ min: 1, max: 9_000_000 }),
  }),
  // Any triangle around its own corner is an outline; more corners are tested where they are judged.
  point
    .filter(({ latitude, longitude }) => latitude < 80_000_000 && longitude < 170_000_000)
    .map((corner) => ({
      kind: "polygon" as const,
      corners: [
        corner,
        { ...corner, latitude: corner.latitude + 1_000_000 },
        { ...corner, longitude: corner.longitude + 1_000_000 },
      ],
    })),
)

/** Text as `parse` leaves it: composed, trimmed, nothing hidden. */
const plainText = (most: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: most })
    .map((text) => text.normalize("NFC").trim())
    .filter((text) => text.length > 0 && text.length <= most && !hasHidden(text))

/** One of several: a slash would part it. */
const oneName = plainText(40)
  .map((text) => text.replaceAll("/", "-"))
  .filter((text) => text.length <= 40)

/** As a remark is taken: line breaks inside, no link. */
const proseText = (most: number): fc.Arbitrary<Value> =>
  fc
    .array(plainText(Math.floor(most / 4)), { minLength: 1, maxLength: 3 })
    .map((lines) => lines.join("\n").normalize("NFC"))
    .filter((each) => each.length <= most && !/:\/\/|\bwww\./iu.test(each))
    .map((each) => ({ type: "text", text: each }))

const number = (min: number, max: number): fc.Arbitrary<Value> =>
  fc.integer({ min, max }).map((each) => ({ type: "number", number: each }))
const text = (most: number): fc.Arbitrary<Value> =>
  plainText(most).map((each) => ({ type: "text", text: each }))
const ref = messageId.map((message): Value => ({ type: "ref", message }))
const words = (vocabulary: VocabularyName): fc.Arbitrary<Value> =>
  fc
    .subarray([...vocabularies[vocabulary]], { minLength: 1 })
    .map((each) => ({ type: "words", words: each }))

const others: Readonly<Partial<Record<ParameterName, fc.Arbitrary<Value>>>> = {
  DTG: instant.map((at) => ({ type: "dtg", at })),
  WIN: fc.tuple(instant, fc.integer({ min: 1, max: 1_000_000 })).map(([from, s]) => {
    const start = Math.min(from, latest - 2_000_000_000)
    return { type: "window", from: start, to: start + s * 1_000 }
  }),
  DUR: number(0, 525_600),
  POS: fc
    .record({ point, radius: fc.integer({ min: 0, max: 1_000_000 }) })
    .map((each) => ({ type: "position", ...each })),
  AREA: area.map((each) => ({ type: "area", area: each })),
  ROUTE: fc
    .uniqueArray(point, {
      minLength: 2,
      maxLength: 12,
      selector: ({ latitude, longitude }) => `${String(latitude)} ${String(longitude)}`,
    })
    .map((points) => ({ type: "route", points })),
  BRG: number(0, 359),
  DST: fc
    .record({
      distance: fc.integer({ min: 0, max: 100_000 }),
      unit: fc.constantFrom("km" as const, "NM" as const),
    })
    .map((each) => ({ type: "distance", ...each })),
  ALT: number(-500, 40_000_000),
  SPD: number(0, 100_000),
  COUNT: number(0, 1_000_000),
  NAME: text(40),
  SERIAL: fc
    .stringMatching(/^[A-Z0-9]{1,8}-\d{4,10}$/u)
    .map((each) => ({ type: "text", text: each })),
  NAMES: fc
    .array(oneName, { minLength: 1, maxLength: 20 })
    .map((names) => ({ type: "names", names })),
  REF: ref,
  REFS: fc
    .uniqueArray(messageId, { minLength: 2, maxLength: 8 })
    .map((messages) => ({ type: "refs", messages })),
  QUOTE: fc.oneof(ref, text(500)),
  HEAD: fc
    .record({
      relay: hex(8).map((each) => branded<RelayId>(each)),
      epoch: fc.nat(),
      size: fc.nat(),
      root: hex(32).map((each) => branded<Hash>(each)),
    })
    .map((head) => ({ type: "head", head })),
  FLD: fc
    .subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { minLength: 1 })
    .map((numbers) => ({ type: "fields", numbers })),
  AUTH: fc
    .record({ level: fc.constantFrom(...levels), at: instant, reference: plainText(24) })
    .map((authority) => ({ type: "authority", authority })),
  OBJECTS: words(wordLists.OBJECTS),
  FACTS: words(wordLists.FACTS),
  DOMAINS: words(wordLists.DOMAINS),
}

export function valueOf(field: Field): fc.Arbitrary<Value> {
  const plain = plainValueOf(field)
  if (field.special === undefined) return plain
  return fc.oneof(
    { weight: 4, arbitrary: plain },
    fc.constant<Value>({ type: "special", word: field.special }),
  )
}

function plainValueOf(field: Field): fc.Arbitrary<Value> {
  if (field.type === "VALUES") return someValues
  if (field.type === "STATEMENT") return someReplacement
  if (field.type === "TEXT") return text(field.most ?? 120)
  if (field.type === "PROSE") return proseText(field.most ?? 1_200)
  const other = others[field.type]
  if (other !== undefined) return other
  const vocabulary = Object.keys(vocabularies).find(
    (name): name is VocabularyName => name === field.type,
  )
  if (vocabulary === undefined) throw new Error(`no arbitrary for ${field.type}`)
  return fc.constantFrom(...vocabularies[vocabulary]).map((word) => ({ type: "word", word }))
}

const simple = listTypes().filter((type) =>
  type.fields.every((field) => simpleOf(field) !== undefined),
)

const someValues: fc.Arbitrary<Value> = fc.constantFrom(...simple).chain((type) =>
  fc
    .subarray([...type.fields], { minLength: 1 })
    .chain((fields) => fc.tuple(...fields.map(fieldValueOf)))
    .map((values) => ({ type: "values", code: type.code, values })),
)

const someReplacement: fc.Arbitrary<Value> = fc
  .constantFrom(...simple.filter(isReplaceable))
  .chain((type) =>
    paramsOf(type.fields).map((params) => ({ type: "statement", code: type.code, params })),
  )

function fieldValueOf(field: Field): fc.Arbitrary<FieldValue> {
  return valueOf(field).map((value) => ({ field: field.name, value }))
}

function paramsOf(fields: readonly Field[]): fc.Arbitrary<Params> {
  return fc
    .tuple(...fields.map(fieldValueOf))
    .map((values) => Object.fromEntries(values.map(({ field, value }) => [field, value])))
}

/** Any statement of the catalogue, with or without a remark. */
export const anyStatement: fc.Arbitrary<Statement> = fc.constantFrom(...listTypes()).chain((type) =>
  fc.record({
    code: fc.constant(type.code),
    params: paramsOf(type.fields),
    remark: fc.option(
      fc.record({
        text: fc.string({ minLength: 1, maxLength: 1_200 }).filter((t) => t.length <= 1_200),
        language: fc.constantFrom("en", "ar", "ru"),
      }),
      { nil: undefined },
    ),
  }),
)
