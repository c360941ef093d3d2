import { describe, expect, test } from "vitest"

import { htmlPage } from "../../../../client/web/desk/log/html-page.ts"

const page = {
  language: "en",
  direction: "ltr",
  band: "EXERCISE <1>",
  heading: "Log <b>",
  note: `"quoted" & 'more'`,
  columns: ["Time"],
} as const

describe("[LGS6] the page", () => {
  test("escapes every value", () => {
    const evil = "<script>alert(1)</script>"
    const line = {
      time: evil,
      who: evil,
      what: evil,
      about: [
        { kind: "words", text: evil },
        { kind: "token", text: evil },
      ] as const,
      where: [evil],
    }
    const html = htmlPage({ ...page, lines: [line] })
    expect(html).not.toContain("<script")
    expect(html.match(/&lt;script&gt;/gu)).toHaveLength(6)
    expect(html).toContain("<strong>EXERCISE &lt;1&gt;</strong>")
    expect(html).toContain("<h1>Log &lt;b&gt;</h1><p>&quot;quoted&quot; &amp; &#39;more&#39;</p>")
  })

  test("forbids itself everything but its style", () => {
    const html = htmlPage({ ...page, lines: [] })
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(html).not.toMatch(/\b(?:src|href)=/u)
  })
})
