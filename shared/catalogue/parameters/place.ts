// POS and AREA: where something was seen, and which part of the world a statement is about. Micro-degrees and metres.

import { unreachable } from "../../assert.ts"
import { Malformed } from "../../encoding/item.ts"
import { list, record, signed, text as textSchema, uint, variant } from "../../encoding/schema.ts"
import { mapped, parameter, type ParameterType } from "../parameter.ts"
import type { Area, Point } from "../value.ts"
import { grouped, joined, unitOf, type Shown, type Words } from "../words.ts"
import { isSimple } from "./outline.ts"
import { decimalText, parsedDecimal, parsedWhole } from "./whole.ts"

const microDegrees = 6
const cornersMost = 12
const uncertaintyMost = 1_000_000
const radiusMost = 20_000_000
// Zones are read out by voice and typed on keyboards of any script: capitals, digits and hyphens only, never look-alikes.
const zoneForm = /^[A-Z0-9](?:[A-Z0-9-]{0,22}[A-Z0-9])?$/u

const pointSchema = mapped(
  record({ latitude: signed(), longitude: signed() }),
  (point) => {
    if (!isPoint(point)) throw new Malformed("a point that is not on the globe")
    return point
  },
  ({ latitude, longitude }: Point) => ({ latitude, longitude }),
)

const areaSchema = mapped(
  variant({
    zone: [1, { zone: textSchema(24) }],
    circle: [2, { centre: pointSchema, radius: uint(radiusMost) }],
    polygon: [3, { corners: list(pointSchema, cornersMost) }],
  }),
  (area) => {
    const fault = areaFault(area)
    if (fault !== undefined) throw new Malformed(fault)
    return { type: "area" as const, area }
  },
  (value) => value.area,
)

export const position: ParameterType = parameter("position", {
  unit: "degrees",
  form: "latitude,longitude±uncertainty in metres (+- may stand for ±)",
  example: "28.5312,71.9034±500",
  schema: mapped(
    record({ point: pointSchema, radius: uint(uncertaintyMost) }),
    (value) => ({ type: "position" as const, ...value }),
    ({ point, radius }) => ({ point, radius }),
  ),
  parse(text) {
    const [place = "", metres, ...more] = text.split(/±|\+-/u)
    const point = pointOf(place)
    if (point === undefined || more.length > 0) return `"${text}" is no position`
    if (metres === undefined) return "the uncertainty in metres is missing"
    const radius = parsedWhole(metres)
    if (radius === undefined || radius > uncertaintyMost) return `"${metres}" is no uncertainty`
    return { type: "position", point, radius }
  },
  write: (value) => `${pointText(value.point)}±${String(value.radius)}`,
  show: (value, { words }) =>
    joined(
      words,
      shownPoint(value.point),
      `, ${words.connectors.uncertainty} `,
      { text: grouped(value.radius), direction: "ltr" },
      ` ${unitOf(words, "metres", value.radius)}`,
    ),
})

export const area: ParameterType = parameter("area", {
  unit: "degrees",
  form: "zone:NAME, circle:latitude,longitude:25km or poly:latitude,longitude/… with 3 to 12 corners",
  example: "zone:K-12",
  schema: areaSchema,
  parse(text) {
    const found = areaOf(text)
    if (found === undefined) return `"${text}" is no area`
    const fault = areaFault(found)
    return fault ?? { type: "area", area: found }
  },
  write: (value) => areaText(value.area),
  show: (value, { words }) => shownArea(value.area, words),
})

/** A way from its first point to its last; one or both may be a border crossing or a berth. */
export const route: ParameterType = parameter("route", {
  unit: "degrees",
  form: "latitude,longitude/… with 2 to 12 points in the order of travel",
  example: "28.5312,71.9034/28.61,72.02",
  schema: mapped(
    list(pointSchema, cornersMost),
    (points) => {
      if (!isWay(points)) throw new Malformed("no way from one point to another")
      return { type: "route" as const, points }
    },
    (value) => value.points,
  ),
  parse(text) {
    const points = pointsOf(text)
    if (points === undefined || points.length > cornersMost) return `"${text}" is no route`
    return isWay(points) ? { type: "route", points } : "a route goes from one point to another"
  },
  write: (value) => value.points.map(pointText).join("/"),
  show: (value, { words }) => joined(words, ...pointsIn(value.points)),
})

function isWay(points: readonly Point[]): boolean {
  const stands = points.some((point, i) => {
    const before = points[i - 1]
    return before?.latitude === point.latitude && before.longitude === point.longitude
  })
  return points.length >= 2 && !stands
}

function isPoint(point: Point): boolean {
  return Math.abs(point.latitude) <= 90_000_000 && Math.abs(point.longitude) <= 180_000_000
}

function pointOf(text: string): Point | undefined {
  const [first = "", second = "", ...more] = text.split(",")
  const latitude = parsedDecimal(first.trim(), microDegrees)
  const longitude = parsedDecimal(second.trim(), microDegrees)
  if (latitude === undefined || longitude === undefined || more.length > 0) return undefined
  const point = { latitude, longitude }
  return isPoint(point) ? point : undefined
}

function areaOf(text: string): Area | undefined {
  const [, kind = "", rest = ""] = /^(zone|circle|poly):(.+)$/u.exec(text) ?? []
  // Small letters are taken for what they mean; the one agreed name is in capitals.
  if (kind === "zone") return { kind: "zone", zone: rest.trim().toUpperCase() }
  if (kind === "circle") return circleOf(rest)
  if (kind !== "poly") return undefined
  const corners = pointsOf(rest)
  return corners === undefined ? undefined : { kind: "polygon", corners }
}

function pointsOf(text: string): readonly Point[] | undefined {
  const points: Point[] = []
  for (const part of text.split("/")) {
    const point = pointOf(part)
    if (point === undefined) return undefined
    points.push(point)
  }
  return points
}

function circleOf(text: string): Area | undefined {
  const [, place = "", kilometres = ""] = /^(.+):([\d.]+)\s*km$/u.exec(text) ?? []
  const centre = pointOf(place)
  const radius = parsedDecimal(kilometres, 3)
  if (centre === undefined || radius === undefined) return undefined
  return { kind: "circle", centre, radius }
}

/** What is wrong with an area, whoever wrote it. */
function areaFault(found: Area): string | undefined {
  switch (found.kind) {
    case "zone":
      return zoneForm.test(found.zone) ? undefined : "a zone is named in capitals, digits and -"
    case "circle":
      return found.radius >= 1 && found.radius <= radiusMost ? undefined : "a circle of no size"
    case "polygon":
      return polygonFault(found.corners)
    default:
      return unreachable(found)
  }
}

function pointText(point: Point): string {
  return `${decimalText(point.latitude, microDegrees)},${decimalText(point.longitude, microDegrees)}`
}

function polygonFault(corners: readonly Point[]): string | undefined {
  if (corners.length < 3) return "a polygon needs at least 3 corners"
  if (corners.length > cornersMost) return "a polygon has at most 12 corners"
  return isSimple(corners) ? undefined : "the edges of the polygon touch or cross"
}

function areaText(of: Area): string {
  switch (of.kind) {
    case "zone":
      return `zone:${of.zone}`
    case "circle":
      return `circle:${pointText(of.centre)}:${decimalText(of.radius, 3)}km`
    case "polygon":
      return `poly:${of.corners.map(pointText).join("/")}`
    default:
      return unreachable(of)
  }
}

/** All six decimals, so that two coordinates in two languages line up digit for digit. */
function shownPoint(point: Point): Shown {
  const degrees = [point.latitude, point.longitude].map((part) =>
    decimalText(part, microDegrees, true),
  )
  return { text: degrees.join(", "), direction: "ltr" }
}

function shownArea(of: Area, words: Words): Shown {
  switch (of.kind) {
    case "zone":
      return joined(words, `${words.connectors.zone} `, { text: of.zone, direction: "ltr" })
    case "circle":
      return joined(
        words,
        `${words.connectors.circle} `,
        shownPoint(of.centre),
        `, ${words.connectors.radius} `,
        { text: decimalText(of.radius, 3), direction: "ltr" },
        ` ${unitOf(words, "km", of.radius)}`,
      )
    case "polygon":
      return joined(words, `${words.connectors.polygon} `, ...pointsIn(of.corners))
    default:
      return unreachable(of)
  }
}

function pointsIn(points: readonly Point[]): readonly (string | Shown)[] {
  return points.flatMap((point, i) => (i === 0 ? [shownPoint(point)] : ["; ", shownPoint(point)]))
}
