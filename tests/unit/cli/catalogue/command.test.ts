import * as v from "valibot"
import { describe, expect, test } from "vitest"

import { parseParameters } from "../../../../shared/catalogue/compose.ts"
import { listTypes } from "../../../../shared/catalogue/table.ts"
import { languages } from "../../../../shared/catalogue/words.ts"
import { parley } from "../scripted-terminal.ts"

const sheet = v.object({
  v: v.literal(1),
  code: v.string(),
  parameters: v.array(v.object({ name: v.string(), unit: v.string(), example: v.string() })),
})
const list = v.object({ types: v.array(v.object({ code: v.string() })) })

describe("parley catalogue show", () => {
  test.each(listTypes().map(({ code }) => code))("%s: every example is valid", async (code) => {
    const { out } = await parley(["catalogue", "show", code, "--json"])
    const { parameters } = v.parse(sheet, JSON.parse(out))
    const given = Object.fromEntries(parameters.map(({ name, example }) => [name, example]))
    expect(parseParameters(code, given)).toMatchObject({ ok: true })
  })

  test("puts what a shell would take apart into quotes", async () => {
    const { out } = await parley(["catalogue", "show", "QY-05", "--text"])
    expect(out).toContain("--param said='text:We will close the strait at noon'")
  })
})

describe("parley catalogue list", () => {
  test("has every type, or those of a family", async () => {
    const all = v.parse(list, JSON.parse((await parley(["catalogue", "list"])).out))
    expect(all.types).toHaveLength(listTypes().length)
    const family = await parley(["catalogue", "list", "--family", "ex"])
    expect(v.parse(list, JSON.parse(family.out)).types.map(({ code }) => code)).toEqual(
      listTypes().flatMap(({ code }) => (code.startsWith("EX-") ? [code] : [])),
    )
  })
})

describe("parley catalogue render", () => {
  test("says in every language what it says in one", async () => {
    const { out } = await parley(["catalogue", "render", "tn-01", "--param", "level=grave"])
    const texts = v.parse(
      v.object({ texts: v.array(v.object({ language: v.string(), text: v.string() })) }),
      JSON.parse(out),
    ).texts
    expect(texts.map(({ language }) => language)).toEqual([...languages])
  })

  test("fails for parameters that are wrong", async () => {
    const { failure } = await parley(["catalogue", "render", "TN-01"])
    expect(failure).toMatchObject({ code: "cli/input" })
  })
})
