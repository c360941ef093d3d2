// Words and lists of words from the closed vocabularies. On the wire a word is its place in the list.

import { Malformed } from "../../encoding/item.ts"
import { list, uint } from "../../encoding/schema.ts"
import { mapped, parameter, type ParameterType } from "../parameter.ts"
import { vocabularies, type VocabularyName } from "../vocabularies.ts"
import { joined, wordOf } from "../words.ts"

function wordAt(vocabulary: VocabularyName, number: number): string {
  const known = vocabularies[vocabulary][number]
  if (known === undefined) throw new Malformed(`${vocabulary} has no word ${String(number)}`)
  return known
}

function numberOf(vocabulary: VocabularyName, known: string): number {
  const number = vocabularies[vocabulary].indexOf(known)
  if (number < 0) throw new Malformed(`${vocabulary} has no ${known}`)
  return number
}

/** As people type words: any case, blanks or underscores for hyphens. */
function parsedWord(vocabulary: VocabularyName, text: string): string | undefined {
  const typed = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, "-")
  return vocabularies[vocabulary].find((known) => known === typed)
}

export function word(vocabulary: VocabularyName): ParameterType {
  return parameter("word", {
    unit: "none",
    form: `one of ${vocabularies[vocabulary].join(", ")}`,
    example: wordAt(vocabulary, 0),
    schema: mapped(
      uint(),
      (number) => ({ type: "word" as const, word: wordAt(vocabulary, number) }),
      (value) => numberOf(vocabulary, value.word),
    ),
    parse(text) {
      const found = parsedWord(vocabulary, text)
      return found === undefined ? `"${text}" is not in the list` : { type: "word", word: found }
    },
    write: (value) => value.word,
    show: (value, { words }) => ({
      text: wordOf(words, vocabulary, value.word),
      direction: words.direction,
    }),
  })
}

/** A set, not a sequence: it travels in the order of the vocabulary, so that equal sets are equal bytes. */
export function wordList(vocabulary: VocabularyName): ParameterType {
  const most = vocabularies[vocabulary].length
  return parameter("words", {
    unit: "none",
    form: `one or more of ${vocabularies[vocabulary].join(", ")}, with commas between`,
    example: [wordAt(vocabulary, 0), wordAt(vocabulary, 1)].join(","),
    schema: mapped(
      list(uint(), most),
      (numbers) => {
        if (numbers.length === 0) throw new Malformed("an empty list")
        if (numbers.some((number, i) => i > 0 && number <= (numbers[i - 1] ?? 0))) {
          throw new Malformed("a list out of order")
        }
        return {
          type: "words" as const,
          words: numbers.map((number) => wordAt(vocabulary, number)),
        }
      },
      (value) => value.words.map((each) => numberOf(vocabulary, each)),
    ),
    parse(text) {
      const found = new Set<string>()
      for (const part of text.split(",")) {
        const known = parsedWord(vocabulary, part)
        if (known === undefined) return `"${part.trim()}" is not in the list`
        found.add(known)
      }
      return { type: "words", words: vocabularies[vocabulary].filter((each) => found.has(each)) }
    },
    write: (value) => value.words.join(","),
    show: (value, { words }) =>
      joined(
        words,
        value.words.map((each) => wordOf(words, vocabulary, each)).join(words.connectors.list),
      ),
  })
}
