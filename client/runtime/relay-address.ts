// The addresses that follow from a relay's url in the charter: where circuits begin, and where a relay says how it is.

const circuitPath = "/circuit"

/** Where circuits begin: the charter's url, with the usual path where it names none. Undefined for what is no WebSocket url. */
export function circuitAddress(url: string): string | undefined {
  const parsed = parse(url)
  if (parsed === undefined) return undefined
  if (parsed.pathname === "/" || parsed.pathname === "") parsed.pathname = circuitPath
  return parsed.href
}

/** The relay's page of this name, over HTTP on the same port. */
export function pageAddress(url: string, page: "/healthz" | "/readyz"): string | undefined {
  const parsed = parse(url)
  if (parsed === undefined) return undefined
  const scheme = parsed.protocol === "wss:" ? "https:" : "http:"
  return `${scheme}//${parsed.host}${page}`
}

function parse(url: string): URL | undefined {
  if (!URL.canParse(url)) return undefined
  const parsed = new URL(url)
  const isSocket = parsed.protocol === "ws:" || parsed.protocol === "wss:"
  return isSocket && parsed.hash === "" ? parsed : undefined
}
