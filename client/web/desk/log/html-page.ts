// The log as one HTML file that stands alone: no script, nothing fetched. Every value is escaped, whoever wrote it.

import { pieceText, type FactLine } from "./fact-line.ts"

export interface HtmlPage {
  readonly language: string
  readonly direction: "ltr" | "rtl"
  /** What an exercise says of itself, so that nobody takes it for live traffic; empty on a live line. */
  readonly band: string
  readonly heading: string
  readonly note: string
  readonly columns: readonly string[]
  readonly lines: readonly FactLine[]
}

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:2em}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #999;padding:4px 8px;text-align:start;vertical-align:top}
bdi{font-family:ui-monospace,monospace}`

/** A policy of its own: opened from a disk, the file may do nothing but be read. */
const policy = "default-src 'none'; style-src 'unsafe-inline'"

export function htmlPage({
  language,
  direction,
  band,
  heading,
  note,
  columns,
  lines,
}: HtmlPage): string {
  return [
    "<!doctype html>",
    `<html lang="${escaped(language)}" dir="${direction}">`,
    `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>${escaped(heading)}</title><style>${style}</style></head>`,
    `<body><p><strong>${escaped(band)}</strong></p><h1>${escaped(heading)}</h1><p>${escaped(note)}</p><table>`,
    `<thead><tr>${columns.map((each) => `<th scope="col">${escaped(each)}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...lines.map(rowOf),
    "</tbody></table></body></html>",
    "",
  ].join("\n")
}

function rowOf({ time, who, what, about, where }: FactLine): string {
  const cells = [
    token(time),
    token(who),
    escaped(what),
    about
      .map((piece) => (piece.kind === "words" ? escaped(piece.text) : token(pieceText(piece))))
      .join(" "),
    escaped(where.join(" · ")),
  ]
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`
}

function token(text: string): string {
  return `<bdi dir="ltr" translate="no">${escaped(text)}</bdi>`
}

const marks: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (mark) => marks[mark] ?? mark)
}
