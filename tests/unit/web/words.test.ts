// The texts of the screens against their rules. The languages stand in modules that nothing compares while the desk runs: what one
// lacks, or has in another form, would be found by an officer at night.

import { parseMessage, validate, type Model } from "messageformat"
import { describe, expect, test } from "vitest"

import { categoriesOf } from "../../../shared/catalogue/plural.ts"
import { wordingsOf } from "../../../shared/catalogue/lint-text.ts"
import { catalogue } from "../../../shared/catalogue/catalogue.ts"
import { languages, type Language } from "../../../shared/catalogue/words.ts"
import { sayIn, screenLanguages, spokenIn } from "../../../client/web/ui/language.ts"
import { en, type WordKey, type Words } from "../../../client/web/ui/words/en.ts"
import { readTree, type Tree } from "../../tidy/tree.ts"

type Findings = readonly string[]
type Texts = Readonly<Record<string, string>>

const others = languages.filter((language) => language !== "en")
const keys = Object.keys(en).filter((key): key is WordKey => Object.hasOwn(en, key))

async function wordsIn(language: Language): Promise<Words> {
  return (await spokenIn(language)).words
}

function modelOf(text: string): Model.Message | undefined {
  try {
    const model = parseMessage(text)
    validate(model)
    return model
  } catch {
    return undefined
  }
}

function valuesOf(text: string): Findings {
  const model = modelOf(text)
  return model === undefined ? [] : inOrder([...validate(model).variables])
}

function inOrder(words: readonly string[]): readonly string[] {
  return words.toSorted((a, b) => (a < b ? -1 : 1))
}

function missing(words: Texts): Findings {
  const all = new Set([...keys, ...Object.keys(words)])
  return [...all].flatMap((key) => {
    const [own, english] = [words[key], (en as Texts)[key]]
    if (own === undefined || english === undefined) return [`${key}: is not in both`]
    const [values, wanted] = [valuesOf(own), valuesOf(english)]
    return values.join() === wanted.join() ? [] : [`${key}: ${values.join()}, not ${wanted.join()}`]
  })
}

function malformed(words: Texts, language: Language): Findings {
  return Object.entries(words).flatMap(([key, text]) => {
    const model = modelOf(text)
    if (model === undefined) return [`${key}: does not parse`]
    const forms = categoriesOf(language).map((each) => (each === "other" ? "*" : each))
    if (model.type !== "select") {
      return valuesOf(text).includes("count") && forms.length > 1 ? [`${key}: counts`] : []
    }
    const given = model.variants.map(({ keys: [form] }) =>
      form?.type === "literal" ? form.value : "*",
    )
    return inOrder(given).join() === inOrder(forms).join()
      ? []
      : [`${key}: ${given.join()}, not ${forms.join()}`]
  })
}

const tokens =
  /\b(?:Parley|ROUTINE|PRIORITY|IMMEDIATE|FLASH|p99|Z|HTML|UTC|WGS-84|parley log verify)\b/gu
const ownLetters: readonly Language[] = ["ar", "ru", "zh"]

function untranslated(words: Texts, language: Language): Findings {
  return Object.entries(words).flatMap(([key, text]) =>
    wordingsOf(text).some((wording) => {
      const plain = wording.replaceAll(tokens, "")
      if (ownLetters.includes(language)) return /\p{Script=Latin}/u.test(plain)
      return /\p{L}{2,}\P{L}+\p{L}{2,}/u.test(plain) && wording === (en as Texts)[key]
    })
      ? [`${key}: ${text}`]
      : [],
  )
}

/** All that a text can come to, with values as the desk gives them. */
function shown(spoken: Parameters<typeof sayIn>[0]): readonly string[] {
  const say = sayIn(spoken)
  return keys.flatMap((key) => {
    const values = valuesOf(spoken.words[key])
    if (values.length === 0) return [say(key)]
    return [0, 1, 2, 3, 5, 11, 21, 100, 1_284].map((count) =>
      say(key, Object.fromEntries(values.map((value) => [value, count]))),
    )
  })
}

const foreignDigit = /(?![0-9])\p{Nd}/u
const please =
  /please|veuillez|s’il vous plaît|por favor|пожалуйста|من فضلك|يرجى|(?<![申邀])请(?!求)/iu

/** The keys of what is pressed: in the texts of buttons, and in the list of the ways that a desk has. */
function buttonKeys(files: Tree): readonly WordKey[] {
  const found = files
    .filter(({ path }) => path.startsWith("client/web/desk/"))
    .flatMap(({ text }) => [
      ...Array.from(text.matchAll(/<Button\b.*?<\/Button>/gsu), ([element]) => element),
      ...Array.from(text.matchAll(/\blabel: "[\w.]+"/gu), ([way]) => way),
    ])
    .flatMap((piece) => Array.from(piece.matchAll(/"([\w.]+)"/gu), ([, key]) => key))
  return keys.filter((key) => found.includes(key))
}

function twins(words: Texts, buttons: readonly WordKey[]): Findings {
  return buttons.flatMap((one, i) =>
    buttons
      .slice(i + 1)
      .filter((two) => words[one] === words[two] && en[one] !== en[two])
      .map((two) => `${one}, ${two}: ${words[one] ?? ""}`),
  )
}

/** Texts that begin with a word that the glossary fixes. */
const fixed = {
  "action.desk": "desk",
  "alert.ack": "acknowledge",
  "alert.readback.do": "read-back",
  "fact.stand-by": "stand-by",
  "check.title": "line-check",
  "compose.precedence": "precedence",
  "compose.statement": "statement",
  "strip.line": "line",
  "strip.tension": "tension",
  "traffic.precedence": "precedence",
} as const

function renamed(words: Texts, language: Language): Findings {
  const { terms } = catalogue.languages[language].glossary
  return Object.entries(fixed).flatMap(([key, term]) =>
    words[key]?.startsWith(terms[term]) === true ? [] : [`${key}: ${terms[term]}`],
  )
}

describe("the words of the screens", () => {
  test("are in the languages of the catalogue", () => {
    expect(inOrder(screenLanguages.map(({ tag }) => tag))).toEqual(inOrder(languages))
  })

  test.each(languages)("[WRD1] are the same texts with the same values in %s", async (language) => {
    const words = await wordsIn(language)
    expect(missing(words)).toEqual([])
    const planted = { ...words, "strip.until": "—", "no.such": "—" }
    expect(missing(planted)).toEqual(["strip.until: , not time", "no.such: is not in both"])
  })

  test.each(languages)("[WRD2] parse, and have every plural, in %s", async (language) => {
    const words = await wordsIn(language)
    expect(malformed(words, language)).toEqual([])
    const match = ".input {$count :number} .match $count"
    expect(malformed({ a: "{$count", b: `${match} seven {{7}} * {{}}` }, language)).toHaveLength(2)
    const plain = malformed({ c: "{$count} 1" }, language)
    expect(plain).toEqual(categoriesOf(language).length > 1 ? ["c: counts"] : [])
  })

  test.each(others)("[WRD3] are translated into %s", async (language) => {
    expect(untranslated(await wordsIn(language), language)).toEqual([])
    const planted = { "quiet.title": en["quiet.title"], "strip.p99": "p99 {$ms}" }
    expect(untranslated(planted, language)).toEqual([`quiet.title: ${en["quiet.title"]}`])
  })

  test.each(languages)("[WRD4] have Latin digits in %s", async (language) => {
    const spoken = await spokenIn(language)
    const all = shown(spoken)
    expect(all.filter((text) => foreignDigit.test(text))).toEqual([])
    expect(all.filter((text) => text.includes("{") || text.includes("�"))).toEqual([])
    expect(foreignDigit.test("٣")).toBe(true)
  })

  test.each(languages)("[WRD5] neither shout nor beg in %s", async (language) => {
    const texts = Object.values(await wordsIn(language))
    expect(texts.filter((text) => /[!！¡]/u.test(text) || please.test(text))).toEqual([])
    expect(["请确认。", "Please wait."].filter((text) => please.test(text))).toHaveLength(2)
  })

  test.each(others)("[WRD6] tell buttons apart in %s", async (language) => {
    const words = await wordsIn(language)
    const buttons = buttonKeys(readTree())
    expect(buttons).toEqual(expect.arrayContaining(["action.new", "alert.ack", "compose.second"]))
    expect(twins(words, buttons)).toEqual([])
    const planted = { ...words, "alert.ack": words["alert.silence"] }
    expect(twins(planted, buttons)).toHaveLength(1)
  })

  test.each(languages)("[WRD7] keep to the glossary in %s", async (language) => {
    const words = await wordsIn(language)
    expect(renamed(words, language)).toEqual([])
    const [key, term] = ["strip.line", catalogue.languages[language].glossary.terms.line]
    expect(renamed({ ...words, [key]: "—" }, language)).toEqual([`${key}: ${term}`])
  })
})
