// From degrees to a picture: plate carrée, about what is to be shown, with the lengths of a degree put right for its latitude.

import type { PlaceForm } from "../../../runtime/requests/board-forms.ts"

export interface Box {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

const metresPerDegree = 111_320
/** Poles: a degree of longitude has no length there. */
const leastCosine = 0.05

function cosineAt(latitude: number): number {
  return Math.max(leastCosine, Math.cos((latitude * Math.PI) / 180))
}

/** What encloses every place, with room around it; undefined where nothing can be drawn. */
export function boxAround(places: readonly PlaceForm[]): Box | undefined {
  const corners = places.flatMap(extent)
  if (corners.length === 0) return undefined
  const latitudes = corners.map(({ latitude }) => latitude)
  const longitudes = corners.map(({ longitude }) => longitude)
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)]
  const room = Math.max(0.5, (north - south) * 0.2, (east - west) * 0.2)
  return {
    west: Math.max(-180, west - room),
    east: Math.min(180, east + room),
    south: Math.max(-90, south - room),
    north: Math.min(90, north + room),
  }
}

function extent({ points, radius }: PlaceForm): PlaceForm["points"] {
  if (radius === null) return points
  return points.flatMap(({ latitude, longitude }) => {
    const up = radius / metresPerDegree
    const along = up / cosineAt(latitude)
    return [
      { latitude: latitude - up, longitude: longitude - along },
      { latitude: latitude + up, longitude: longitude + along },
    ]
  })
}

export interface Projection {
  readonly height: number
  /** What is seen: the whole width, with what lies beside the places. */
  readonly seen: Box
  readonly x: (longitude: number) => number
  readonly y: (latitude: number) => number
  /** Radii of a circle of so many metres about a latitude. */
  readonly radii: (metres: number, latitude: number) => { readonly rx: number; readonly ry: number }
}

/** No higher than `heightMost`; the width is given, and what is more of the globe is shown then. */
export function projectionOf(box: Box, width: number, heightMost: number): Projection {
  const { west, east, south, north } = box
  const narrowing = cosineAt((south + north) / 2)
  const perDegree = Math.min(width / ((east - west) * narrowing), heightMost / (north - south))
  const left = (width - (east - west) * narrowing * perDegree) / 2
  const beside = left / (narrowing * perDegree)
  const height = (north - south) * perDegree
  return {
    height,
    seen: { south, north, west: west - beside, east: east + beside },
    x: (longitude) => round(left + (longitude - west) * narrowing * perDegree),
    y: (latitude) => round((north - latitude) * perDegree),
    radii(metres, latitude) {
      const up = metres / metresPerDegree
      return {
        rx: round((up / cosineAt(latitude)) * narrowing * perDegree),
        ry: round(up * perDegree),
      }
    },
  }
}

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 45]

/** Degrees between two lines of the graticule: a handful of them. */
export function graticuleStep({ south, north, west, east }: Box): number {
  const span = Math.max(north - south, east - west)
  return steps.find((step) => span / step <= 8) ?? 45
}

export function linesBetween(from: number, to: number, step: number): readonly number[] {
  const first = Math.ceil(from / step)
  const count = Math.max(0, Math.floor(to / step) - first + 1)
  return Array.from({ length: count }, (_, i) => round((first + i) * step))
}

/** `34°N`, `12.5°E`. */
export function degreeText(degrees: number, positive: string, negative: string): string {
  const letter = degrees < 0 ? negative : positive
  return `${String(Math.abs(degrees))}°${degrees === 0 ? "" : letter}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
