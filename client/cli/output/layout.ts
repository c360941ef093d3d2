// Words on a terminal: columns that stand under each other, and lines that end where the terminal does.

import { stripVTControlCharacters } from "node:util"

/** The width as most terminals draw it: escape sequences take none, and neither do marks and isolating controls. */
export function widthOf(text: string): number {
  const shown = stripVTControlCharacters(text).replaceAll(/[\p{Mn}\p{Cf}]/gu, "")
  return Array.from(shown).length
}

/** Rows as columns, two spaces between; the last column takes the rest of the line. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell))
  }
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : padded(cell, widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
}

function padded(cell: string, width: number): string {
  return cell + " ".repeat(Math.max(0, width - widthOf(cell)))
}

/** Breaks at spaces; a word that is longer than the line stands alone. Line breaks in the text stay. */
export function wrapped(text: string, columns: number, indent = ""): string {
  const room = Math.max(20, columns - indent.length)
  return text
    .split("\n")
    .flatMap((line) => wrappedLine(line, room))
    .map((line) => (line === "" ? "" : indent + line))
    .join("\n")
}

function wrappedLine(text: string, room: number): readonly string[] {
  const lines: string[] = []
  let line = ""
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`
    if (widthOf(longer) <= room || line === "") {
      line = longer
    } else {
      lines.push(line.trimEnd())
      line = word
    }
  }
  return [...lines, line]
}
