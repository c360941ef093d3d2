// Whether the corners of a polygon make an outline with one inside. Exact: no floating point anywhere.

import type { Point } from "../value.ts"

/**
 * An outline that crosses itself has no agreed inside: two readers could mean two areas. Degrees are taken as a flat sheet;
 * an area over the 180th meridian is written as a circle or in two parts.
 */
export function isSimple(corners: readonly Point[]): boolean {
  const edges = corners.map((from, i) => ({ from, to: corners[(i + 1) % corners.length] ?? from }))
  return edges.every((edge, i) =>
    edges.every((other, j) => {
      if (j <= i) return true
      const neighbours = j === i + 1 || (i === 0 && j === edges.length - 1)
      return neighbours ? turn(edge, other) : !doMeet(edge, other)
    }),
  )
}

interface Edge {
  readonly from: Point
  readonly to: Point
}

/** Neighbouring edges share one corner; they may not fold back on each other. */
function turn(edge: Edge, other: Edge): boolean {
  const [shared, a, b] = samePoint(edge.to, other.from)
    ? [edge.to, edge.from, other.to]
    : [edge.from, edge.to, other.from]
  return side(shared, a, b) !== 0n || dot(shared, a, b) < 0n
}

function doMeet(a: Edge, b: Edge): boolean {
  const crossing =
    sign(side(a.from, a.to, b.from)) * sign(side(a.from, a.to, b.to)) <= 0 &&
    sign(side(b.from, b.to, a.from)) * sign(side(b.from, b.to, a.to)) <= 0
  return crossing && doBoxesMeet(a, b)
}

function doBoxesMeet(a: Edge, b: Edge): boolean {
  const overlap = (axis: "latitude" | "longitude"): boolean =>
    Math.max(a.from[axis], a.to[axis]) >= Math.min(b.from[axis], b.to[axis]) &&
    Math.max(b.from[axis], b.to[axis]) >= Math.min(a.from[axis], a.to[axis])
  return overlap("latitude") && overlap("longitude")
}

/** Which side of the line from `a` to `b` the point lies on. Micro-degrees squared exceed 2^53: exact in big integers. */
function side(a: Point, b: Point, point: Point): bigint {
  return (
    BigInt(b.longitude - a.longitude) * BigInt(point.latitude - a.latitude) -
    BigInt(b.latitude - a.latitude) * BigInt(point.longitude - a.longitude)
  )
}

function dot(origin: Point, a: Point, b: Point): bigint {
  return (
    BigInt(a.longitude - origin.longitude) * BigInt(b.longitude - origin.longitude) +
    BigInt(a.latitude - origin.latitude) * BigInt(b.latitude - origin.latitude)
  )
}

function sign(number: bigint): number {
  if (number === 0n) return 0
  return number < 0n ? -1 : 1
}

function samePoint(a: Point, b: Point): boolean {
  return a.latitude === b.latitude && a.longitude === b.longitude
}
