// What a screen is told: a statement that grows, the sheets of the catalogue, the whole picture.

import { describe, expect, test } from "vitest"

import { composing, keepComposing } from "../../../../client/runtime/requests/composing.ts"
import { picture } from "../../../../client/runtime/requests/picture.ts"
import { preview } from "../../../../client/runtime/requests/preview.ts"
import { rendered } from "../../../../client/runtime/requests/rendered.ts"
import type { RenderedForm } from "../../../../client/runtime/requests/screen-forms.ts"
import { sheets } from "../../../../client/runtime/requests/sheets.ts"
import { codes } from "../../../../shared/catalogue/value.ts"
import { languages } from "../../../../shared/catalogue/words.ts"
import { present } from "../../../../shared/assert.ts"
import { idOf, launchValues, Scene } from "../../sdk-view/scene.ts"
import { deskAtRest, waiting } from "./desk-at-rest.ts"

const launch = { code: "NT-05", params: launchValues, precedence: null, remark: null } as const

const marked = (text: RenderedForm | undefined): readonly (readonly [string, boolean])[] =>
  (text?.pieces ?? []).flatMap(({ field, isGiven }) =>
    field === null ? [] : [[field, isGiven] as const],
  )

describe("[SCR1] a statement that is being written", () => {
  test("is shown in both languages, every value marked", async () => {
    const work = await deskAtRest(new Scene())
    const { texts, errors } = preview(work, { saying: launch, language: null })
    expect(errors).toEqual({})
    expect(texts.map(({ language, direction }) => [language, direction])).toEqual([
      ["en", "ltr"],
      ["ar", "rtl"],
    ])
    for (const text of texts) {
      expect(new Set(marked(text).map(([field]) => field))).toEqual(
        new Set(Object.keys(launchValues)),
      )
      expect(marked(text).every(([, isGiven]) => isGiven)).toBe(true)
    }
  })

  test("says of each value how it runs, so that no time or position turns round in Arabic", async () => {
    const work = await deskAtRest(new Scene())
    const { texts } = preview(work, { saying: launch, language: null })
    const [english, arabic] = texts
    const direction = (text: RenderedForm | undefined, name: string): string | undefined =>
      text?.pieces.find(({ field }) => field === name)?.direction
    expect(direction(arabic, "at")).toBe("ltr")
    expect(direction(arabic, "object")).toBe("rtl")
    expect(direction(english, "at")).toBe("ltr")
  })

  test("comes in the reader's own language first, where that is another", async () => {
    const work = await deskAtRest(new Scene())
    const { texts } = preview(work, { saying: launch, language: "ru" })
    expect(texts.map(({ language }) => language)).toEqual(["ru", "en", "ar"])
  })

  test("has the name of a field in place of what is missing or wrong, and says what is wrong", async () => {
    const work = await deskAtRest(new Scene())
    const { count: _count, ...others } = launchValues
    const saying = { ...launch, params: { ...others, bearing: "north" } }
    const { texts, errors, officers } = preview(work, { saying, language: null })
    expect(Object.keys(errors).toSorted()).toEqual(["bearing", "count"])
    const missing = marked(texts[0]).filter(([, isGiven]) => !isGiven)
    expect(missing.map(([field]) => field).toSorted()).toEqual(["bearing", "count"])
    expect(texts[0]?.pieces.map(({ text }) => text).join("")).toContain("Bearing")
    expect(officers).toBeNull()
  })

  test("joins to the very text that will be read", async () => {
    const scene = new Scene()
    const theirs = scene.launch("B1")
    const work = await deskAtRest(scene)
    const { texts } = rendered(work, { id: idOf(theirs), language: null })
    const whole = picture(work, { limit: 1 }).messages[0]?.texts
    expect(texts.map(({ pieces }) => pieces.map(({ text }) => text).join(""))).toEqual(
      whole?.map(({ text }) => text),
    )
  })
})

describe("[SCR2] before anything is signed", () => {
  test("the screen is told how many officers it takes, and nothing is held", async () => {
    const work = await deskAtRest(new Scene())
    expect(preview(work, { saying: launch, language: null })).toMatchObject({
      officers: 1,
      precedence: "FLASH",
      refusal: null,
    })
    const grave = {
      code: "TN-01",
      params: { level: "grave" },
      precedence: null,
      remark: null,
    } as const
    expect(preview(work, { saying: grave, language: null })).toMatchObject({ officers: 2 })
    expect(waiting(work)).toEqual([])
  })

  test("why it may not be said is said", async () => {
    const scene = new Scene()
    const theirs = scene.launch("B1")
    const work = await deskAtRest(scene)
    const saying = {
      code: "CR-03",
      params: { ref: idOf(theirs), cause: "error" },
      precedence: null,
      remark: null,
    } as const
    const { refusal, officers, errors } = preview(work, { saying, language: null })
    expect({ code: refusal?.code, officers, errors }).toEqual({
      code: "statement/refused",
      officers: null,
      errors: {},
    })
  })
})

describe("[SCR3] what is being written", () => {
  const draft = {
    code: "NT-05",
    params: { count: "1" },
    precedence: "FLASH",
    remark: "half a sentence",
  } as const

  test("is kept, and gone when it is discarded", async () => {
    const work = await deskAtRest(new Scene())
    const slot = "new"
    expect(await composing(work, { slot })).toEqual({ draft: null, savedAt: null })
    const kept = await keepComposing(work, { slot, draft })
    expect(await composing(work, { slot })).toEqual({ draft, savedAt: kept.savedAt })
    await keepComposing(work, { slot, draft: null })
    expect(await composing(work, { slot })).toEqual({ draft: null, savedAt: null })
  })

  test("is not overwritten by an answer that is written meanwhile, nor gone with it", async () => {
    const work = await deskAtRest(new Scene())
    const answer = { ...draft, remark: "an answer" }
    await keepComposing(work, { slot: "new", draft })
    await keepComposing(work, { slot: "EX-01 B1-0001", draft: answer })
    expect(await composing(work, { slot: "EX-01 B1-0001" })).toMatchObject({ draft: answer })
    await keepComposing(work, { slot: "EX-01 B1-0001", draft: null })
    expect(await composing(work, { slot: "new" })).toMatchObject({ draft })
  })
})

describe("[SCR4] the sheets of the catalogue", () => {
  test("give every type in the reader's language, and its title in every language", async () => {
    const work = await deskAtRest(new Scene())
    const { types, isAgreed } = sheets(work, { language: "ar" })
    expect(types.map(({ code }) => code)).toEqual([...codes])
    expect(isAgreed).toBe(true)
    for (const { titles, title } of types) {
      expect(Object.keys(titles)).toEqual([...languages])
      expect(title).toBe(titles["ar"])
    }
  })

  test("give each field's label, unit, form, example and closed words", async () => {
    const work = await deskAtRest(new Scene())
    const { types } = sheets(work, { language: "en" })
    const type = present(
      types.find(({ code }) => code === "NT-05"),
      "it is of the catalogue",
    )
    expect(type).toMatchObject({ usual: "FLASH", allowed: ["FLASH"], response: "RB" })
    const field = (name: string): unknown => type.fields.find((each) => each.name === name)
    expect(field("timeToImpact")).toMatchObject({ unit: "min", critical: true, options: null })
    const { options } = present(
      type.fields.find(({ name }) => name === "object"),
      "a field",
    )
    expect(options).toContainEqual({ word: "uav", text: "unmanned aircraft" })
  })
})

describe("[SCR5] a picture", () => {
  test("holds the newest messages, newest first, and no more than asked for", async () => {
    const scene = new Scene()
    scene.launch("B1")
    scene.later(1_000)
    scene.launch("A1")
    const work = await deskAtRest(scene)
    const { messages, status, drafts, proposals } = picture(work, { limit: 10 })
    expect(messages.map(({ serial }) => serial)).toEqual(["A1-0001", "B1-0001"])
    expect(picture(work, { limit: 1 }).messages).toHaveLength(1)
    expect(status.ourDesk.callSign).toBe("A1")
    expect([drafts, proposals]).toEqual([[], []])
  })
})
