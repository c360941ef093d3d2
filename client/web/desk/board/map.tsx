// Where the statements in force are: declared areas and positions on a graticule. Nothing is fetched, no coast and no border is
// drawn, and the list below says the same in words.

import type { ReactNode } from "react"

import type { PlaceForm } from "../../../runtime/requests/board-forms.ts"
import { Figure, type Canvas } from "../../ui/figure.tsx"
import { useSay } from "../../ui/settings.tsx"
import { Token } from "../../ui/token.tsx"
import {
  boxAround,
  degreeText,
  graticuleStep,
  linesBetween,
  projectionOf,
  type Box,
  type Projection,
} from "./projection.ts"

export interface Placed {
  readonly serial: string
  readonly side: "ours" | "theirs"
  readonly place: PlaceForm
}

const heightMost = 360
const least = 4

export function BoardMap({ placed }: { readonly placed: readonly Placed[] }): ReactNode {
  const say = useSay()
  const drawn = placed.filter(({ place }) => place.points.length > 0)
  const zones = placed.filter(({ place }) => place.kind === "zone")
  const box = boxAround(drawn.map(({ place }) => place))
  return (
    <section className="map" aria-label={say("board.map")}>
      <h3>{say("board.map")}</h3>
      {box === undefined ? (
        <p className="muted">{say("board.map.none")}</p>
      ) : (
        <Drawn drawn={drawn} box={box} />
      )}
      {zones.length === 0 ? null : (
        <p className="small">
          {say("board.map.zones", {
            zones: zones.map(({ serial, place }) => `${place.text} (${serial})`).join(", "),
          })}
        </p>
      )}
    </section>
  )
}

function Drawn({
  drawn,
  box,
}: {
  readonly drawn: readonly Placed[]
  readonly box: Box
}): ReactNode {
  const say = useSay()
  const step = graticuleStep(box)
  const draw = (width: number): Canvas => {
    const projection = projectionOf(box, width, heightMost)
    const content = (
      <>
        <Graticule step={step} projection={projection} width={width} />
        {drawn.map((each) => (
          <Shape key={`${each.serial} ${each.place.field}`} placed={each} projection={projection} />
        ))}
      </>
    )
    return { height: projection.height, content }
  }
  return (
    <Figure caption={say("board.map.caption", { step })} draw={draw}>
      <ul className="small">
        {drawn.map(({ serial, side, place }) => (
          <li key={`${serial} ${place.field}`}>
            {say(side === "ours" ? "board.ours" : "board.theirs")} <Token>{serial}</Token>{" "}
            <Token>{place.text}</Token>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

function Graticule({
  step,
  projection,
  width,
}: {
  readonly step: number
  readonly projection: Projection
  readonly width: number
}): ReactNode {
  const { seen } = projection
  return (
    <>
      {linesBetween(seen.west, seen.east, step).map((longitude) => {
        const x = projection.x(longitude)
        return (
          <g key={longitude}>
            <line className="grid" x1={x} x2={x} y1={0} y2={projection.height} />
            <text className="tick" x={x + 3} y={projection.height - 5}>
              {degreeText(longitude, "E", "W")}
            </text>
          </g>
        )
      })}
      {linesBetween(seen.south, seen.north, step).map((latitude) => {
        const y = projection.y(latitude)
        return (
          <g key={latitude}>
            <line className="grid" x1={0} x2={width} y1={y} y2={y} />
            <text className="tick" x={3} y={y - 3}>
              {degreeText(latitude, "N", "S")}
            </text>
          </g>
        )
      })}
    </>
  )
}

function Shape({
  placed,
  projection,
}: {
  readonly placed: Placed
  readonly projection: Projection
}): ReactNode {
  const { serial, side, place } = placed
  const [first] = place.points
  if (first === undefined) return null
  const [x, y] = [projection.x(first.longitude), projection.y(first.latitude)]
  return (
    <g className="place" data-side={side}>
      {place.kind === "polygon" ? (
        <polygon
          points={place.points
            .map(
              ({ latitude, longitude }) =>
                `${String(projection.x(longitude))},${String(projection.y(latitude))}`,
            )
            .join(" ")}
        />
      ) : (
        <Round
          kind={place.kind}
          x={x}
          y={y}
          radii={projection.radii(place.radius ?? 0, first.latitude)}
        />
      )}
      <text className="name" x={x + 8} y={y - 8}>
        {serial}
      </text>
    </g>
  )
}

/** A position is a cross with its uncertainty about it; a circle is what was declared. */
function Round({
  kind,
  x,
  y,
  radii: { rx, ry },
}: {
  readonly kind: PlaceForm["kind"]
  readonly x: number
  readonly y: number
  readonly radii: { readonly rx: number; readonly ry: number }
}): ReactNode {
  return (
    <>
      <ellipse cx={x} cy={y} rx={Math.max(least, rx)} ry={Math.max(least, ry)} />
      {kind === "position" ? (
        <path d={`M${String(x - 7)} ${String(y)}h14M${String(x)} ${String(y - 7)}v14`} />
      ) : null}
    </>
  )
}
