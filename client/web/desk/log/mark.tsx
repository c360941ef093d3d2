// The mark of a message in a chart: the same shape for the same precedence as everywhere.

import type { ReactNode } from "react"

import type { PrecedenceWord } from "../../ui/precedence.tsx"

const size = 6

export function Mark({
  of,
  x,
  y,
}: {
  readonly of: PrecedenceWord
  readonly x: number
  readonly y: number
}): ReactNode {
  return <path className="mark" data-precedence={of} d={outlines[of](x, y)} />
}

const outlines: Readonly<Record<PrecedenceWord, (x: number, y: number) => string>> = {
  ROUTINE: (x, y) =>
    `M${p(x - size)} ${p(y)}a${p(size)} ${p(size)} 0 1 0 ${p(2 * size)} 0a${p(size)} ${p(size)} 0 1 0 ${p(-2 * size)} 0Z`,
  PRIORITY: (x, y) =>
    `M${p(x)} ${p(y - size)}l${p(size)} ${p(size)}l${p(-size)} ${p(size)}l${p(-size)} ${p(-size)}Z`,
  IMMEDIATE: (x, y) => `M${p(x)} ${p(y - size)}l${p(size)} ${p(2 * size)}h${p(-2 * size)}Z`,
  FLASH: (x, y) => `M${p(x - size)} ${p(y - size)}h${p(2 * size)}v${p(2 * size)}h${p(-2 * size)}Z`,
}

function p(value: number): string {
  return String(value)
}
