// The page at a practice relay's address: a picture of the line, and where its desks are. Links and nothing else: a relay serves no
// script and no key, so that whoever runs it cannot reach into a desk.

import { createHash } from "node:crypto"

export interface StartLink {
  /** Whose desk it is. */
  readonly label: string
  readonly url: string
}

const style = `:root{color-scheme:dark}body{margin:0 auto;max-width:46rem;padding:2rem 1rem;background:#12171b;color:#dfe6eb;font:16px/1.6 system-ui,sans-serif}
a{display:inline-block;margin:.25rem .5rem .25rem 0;padding:.6rem 1rem;border-radius:4px;background:#2a66a3;color:#fff;font-weight:600}
pre{overflow-x:auto;padding:1rem;background:#1a2127;border-radius:4px;line-height:1.3}strong{color:#ffd84d}li{margin:.5rem 0}`

const picture = `  desk A ──── circuit ──── relay of A ──── circuit ──── desk B
     ╲                                                 ╱
      ╲────── circuit ──── relay of B ──── circuit ──╱`

const steps: readonly string[] = [
  "Open both desks, each in a window of its own, side by side. Each press the button that opens a practice desk, play the sound, say that you heard it, and take the watch.",
  "On desk A press F2. A whole FLASH stands there already; press F9 to send it.",
  "Desk B rings. Read it, and press F8: that says that an officer has read it, and no more.",
  "On desk B press “Read back”, and type the values. Desk A compares, and confirms.",
]

/** The page and the policy under which it is shown: one style, named by its digest. */
export function startPage(links: readonly StartLink[]): {
  readonly html: string
  readonly policy: string
} {
  const digest = createHash("sha256").update(style).digest("base64")
  const anchors = links.map(
    ({ label, url }) => `<a href="${escaped(url)}">Open a desk of ${escaped(label)}</a>`,
  )
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Parley, a practice line</title><style>${style}</style></head><body><main><h1>Parley, a practice line</h1>
<p><strong>EXERCISE.</strong> Both parties are invented. Not independently audited. Not for live use.</p>
<pre aria-label="Two desks, each with a circuit to both relays">${picture}</pre>
<p>${anchors.join("")}</p>
<ol>${steps.map((step) => `<li>${step}</li>`).join("")}</ol></main></body></html>`
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  return { html, policy }
}

function escaped(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  }
  return text.replaceAll(/[&<>"]/gu, (mark) => marks[mark] ?? mark)
}
