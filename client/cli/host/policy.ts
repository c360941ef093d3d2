// What a desk's page may do in a browser: its own scripts, its own styles, its own worker, and circuits to the relays that its
// host names. Everything else is refused by the browser, whatever finds its way into the page.

import type { ServerResponse } from "node:http"

/** React Aria sets one constant style, the same in every build (its usePress): named by its digest, nothing else is let in. */
const ariaStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

export interface Destinations {
  /** WebSocket addresses of the relays. */
  readonly relays: readonly string[]
}

/** The page itself. The one Trusted Types policy, `parley-worker`, makes the address of its worker and nothing else. */
export function pagePolicy({ relays }: Destinations): string {
  return directives([
    ["default-src", "'none'"],
    ["script-src", "'self'"],
    ["style-src", "'self'", ariaStyle],
    ["img-src", "'self'"],
    ["font-src", "'self'"],
    ["connect-src", "'self'", ...origins(relays)],
    ["worker-src", "'self'"],
    ["manifest-src", "'self'"],
    ["base-uri", "'none'"],
    ["form-action", "'none'"],
    ["frame-ancestors", "'none'"],
    ["require-trusted-types-for", "'script'"],
    ["trusted-types", "parley-worker"],
  ])
}

/** The worker: argon2id, which guards the vault, is WebAssembly. No page can compile any. */
export function workerPolicy({ relays }: Destinations): string {
  return directives([
    ["default-src", "'none'"],
    ["script-src", "'self'", "'wasm-unsafe-eval'"],
    ["connect-src", "'self'", ...origins(relays)],
  ])
}

function directives(all: readonly (readonly string[])[]): string {
  return all.map((words) => words.join(" ")).join("; ")
}

/** A circuit's address without its path: a policy names whom to speak to, not what about. */
function origins(relays: readonly string[]): readonly string[] {
  return relays.map((url) => {
    const { protocol, host } = new URL(url)
    return `${protocol}//${host}`
  })
}

export function setHeaders(response: ServerResponse, policy: string): void {
  const headers = {
    "Content-Security-Policy": policy,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), screen-wake-lock=(self)",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
  }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}
