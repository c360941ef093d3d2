// Whole numbers and decimal fractions from typed text, without floating point and without guessing at separators.

/** Digits only: no sign, no space, no separator. */
export function parsedWhole(text: string): number | undefined {
  if (!/^\d{1,15}$/u.test(text)) return undefined
  return Number(text)
}

/** `-12.5` with at most `places` decimals, as a whole number of the smallest step: 2 places make -1250. */
export function parsedDecimal(text: string, places: number): number | undefined {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,6}))?$/u.exec(text)
  if (match === null) return undefined
  const [, sign = "", integer = "", fraction = ""] = match
  if (fraction.length > places) return undefined
  const steps = Number(integer + fraction.padEnd(places, "0"))
  return sign === "-" && steps !== 0 ? -steps : steps
}

/** The other way: -1250 with 2 places is `-12.5`; trailing zeros are not written unless all places are asked for. */
export function decimalText(steps: number, places: number, allPlaces = false): string {
  const digits = String(Math.abs(steps)).padStart(places + 1, "0")
  const integer = digits.slice(0, digits.length - places)
  const fraction = digits.slice(digits.length - places)
  const shown = allPlaces ? fraction : fraction.replace(/0+$/u, "")
  return `${steps < 0 ? "-" : ""}${integer}${shown === "" ? "" : `.${shown}`}`
}
