// BRG, DST, ALT, SPD, COUNT: whole numbers with a unit that is fixed by the type or travels with the number.

import { Malformed } from "../../encoding/item.ts"
import { choice, record, signed, uint } from "../../encoding/schema.ts"
import { mapped, parameter, type ParameterType } from "../parameter.ts"
import { grouped, joined, unitOf, type Shown, type Unit, type Words } from "../words.ts"
import { parsedDecimal, parsedWhole } from "./whole.ts"

interface Measure {
  readonly unit: Unit
  readonly form: string
  readonly example: string
  readonly least: number
  readonly most: number
  show(number: number, words: Words): Shown
}

function measure(of: Measure): ParameterType {
  const isWithin = (number: number): boolean => number >= of.least && number <= of.most
  return parameter("number", {
    unit: of.unit,
    form: of.form,
    example: of.example,
    schema: mapped(
      of.least < 0 ? signed() : uint(),
      (number) => {
        if (!isWithin(number))
          throw new Malformed(`not from ${String(of.least)} to ${String(of.most)}`)
        return { type: "number" as const, number }
      },
      (value) => value.number,
    ),
    parse(text) {
      const number = parsedDecimal(text, 0)
      if (number === undefined) return `"${text}" is no whole number`
      if (!isWithin(number)) return `${text} is not from ${String(of.least)} to ${String(of.most)}`
      return { type: "number", number }
    },
    write: (value) => String(value.number),
    show: (value, { words }) => of.show(value.number, words),
  })
}

/** North is 0. 360 is refused: a direction has one name, or read-back would find a difference where there is none. */
export const bearing: ParameterType = measure({
  unit: "degrees true",
  form: "degrees true from 0 to 359",
  example: "045",
  least: 0,
  most: 359,
  show: (number, words) =>
    joined(
      words,
      ltr(`${String(number).padStart(3, "0")}°`),
      " ",
      unitOf(words, "degrees true", number),
    ),
})

/** Down to the shores of the lowest sea, and up to where launchers go. */
export const altitude: ParameterType = measure({
  unit: "metres AMSL",
  form: "whole metres above mean sea level",
  example: "9500",
  least: -500,
  most: 40_000_000,
  show: (number, words) =>
    joined(words, ltr(grouped(number)), " ", unitOf(words, "metres AMSL", number)),
})

export const speed: ParameterType = measure({
  unit: "km/h",
  form: "whole kilometres an hour",
  example: "820",
  least: 0,
  most: 100_000,
  show: (number, words) => joined(words, ltr(grouped(number)), " ", unitOf(words, "km/h", number)),
})

export const count: ParameterType = measure({
  unit: "none",
  form: "a whole number",
  example: "1",
  least: 0,
  most: 1_000_000,
  show: (number) => ltr(grouped(number)),
})

/** Kilometres on land lines, nautical miles at sea: the charter's choice, so the unit always travels. */
export const distance: ParameterType = parameter("distance", {
  unit: "km",
  form: "a whole number with km or NM",
  example: "25km",
  schema: mapped(
    record({ distance: uint(100_000), unit: choice({ km: 0, NM: 1 }) }),
    (value) => ({ type: "distance" as const, ...value }),
    ({ distance: number, unit }) => ({ distance: number, unit }),
  ),
  parse(text) {
    const [, digits = "", unit] = /^(\d+)\s*(km|NM)$/u.exec(text) ?? []
    const number = parsedWhole(digits)
    if (number === undefined || number > 100_000) return `"${text}" is no distance with its unit`
    return { type: "distance", distance: number, unit: unit === "NM" ? "NM" : "km" }
  },
  write: (value) => `${String(value.distance)}${value.unit}`,
  show: (value, { words }) =>
    joined(words, ltr(grouped(value.distance)), " ", unitOf(words, value.unit, value.distance)),
})

function ltr(text: string): Shown {
  return { text, direction: "ltr" }
}
