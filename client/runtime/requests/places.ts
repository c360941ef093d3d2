// What a statement names on the globe, in degrees and metres, for a map.

import { writtenParameters } from "../../../shared/catalogue/compose.ts"
import type { Said } from "../../../shared/catalogue/substance.ts"
import { isValue, type Area, type Point } from "../../../shared/catalogue/value.ts"
import { unreachable } from "../../../shared/assert.ts"
import type { PlaceForm } from "./board-forms.ts"

const microDegrees = 1_000_000

export function placesIn(said: Said): PlaceForm[] {
  const written = writtenParameters(said)
  return Object.entries(said.params).flatMap(([field, value]): PlaceForm[] => {
    const text = written[field] ?? ""
    if (isValue(value, "position")) {
      const { point, radius } = value
      return [{ field, text, kind: "position", points: [degrees(point)], radius }]
    }
    return isValue(value, "area") ? [{ field, text, ...outlineOf(value.area) }] : []
  })
}

function outlineOf(area: Area): Pick<PlaceForm, "kind" | "points" | "radius"> {
  switch (area.kind) {
    case "zone":
      return { kind: "zone", points: [], radius: null }
    case "circle":
      return { kind: "circle", points: [degrees(area.centre)], radius: area.radius }
    case "polygon":
      return { kind: "polygon", points: area.corners.map(degrees), radius: null }
    default:
      return unreachable(area)
  }
}

function degrees({ latitude, longitude }: Point): PlaceForm["points"][number] {
  return { latitude: latitude / microDegrees, longitude: longitude / microDegrees }
}
