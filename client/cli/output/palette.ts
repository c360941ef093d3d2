// Colours by what they mean. Each comes with a glyph or a word: nothing is said by colour alone.

import picocolors from "picocolors"

import type { Precedence } from "../../../shared/records/names.ts"

type Paint = (text: string) => string

export interface Palette {
  readonly good: Paint
  readonly warn: Paint
  readonly alarm: Paint
  readonly muted: Paint
  readonly strong: Paint
  readonly precedence: (precedence: Precedence) => string
}

const shapes: Readonly<Record<Precedence, string>> = {
  ROUTINE: "○",
  PRIORITY: "◇",
  IMMEDIATE: "▲",
  FLASH: "■",
}

export function paletteOf(isColoured: boolean): Palette {
  const colours = picocolors.createColors(isColoured)
  const paints: Readonly<Record<Precedence, Paint>> = {
    ROUTINE: colours.dim,
    PRIORITY: colours.cyan,
    IMMEDIATE: colours.yellow,
    FLASH: (text) => colours.bgRed(colours.white(text)),
  }
  return {
    good: unlessEmpty(colours.green),
    warn: unlessEmpty(colours.yellow),
    alarm: unlessEmpty(colours.red),
    muted: unlessEmpty(colours.dim),
    strong: unlessEmpty(colours.bold),
    precedence: (precedence) => paints[precedence](`${shapes[precedence]} ${precedence}`),
  }
}

/** Nothing has no colour: two escape sequences around it would stand at the end of a line like spaces. */
function unlessEmpty(paint: Paint): Paint {
  return (text) => (text === "" ? "" : paint(text))
}
