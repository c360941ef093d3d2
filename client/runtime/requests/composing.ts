// What an officer is writing lies sealed in the home at every change: a reload, a crash or a cut line loses no word of it.

import * as v from "valibot"

import { utf8 } from "../../../shared/encoding/bytes.ts"
import { keys } from "../../sdk/store-layout.ts"
import { isoTime } from "../times.ts"
import type { DeskWork } from "./desk-work.ts"
import { draftText, type ComposingForm, type DraftText } from "./screen-forms.ts"

const row = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ draft: v.nullable(draftText), savedAt: v.string() }),
)

export async function composing(
  { runtime }: DeskWork,
  { slot }: { readonly slot: string },
): Promise<ComposingForm> {
  const bytes = await runtime.read(keys.composing(slot))
  const read = v.safeParse(row, bytes === undefined ? "" : new TextDecoder().decode(bytes))
  return read.success ? read.output : { draft: null, savedAt: null }
}

/** Durable when it answers. Null: the officer has discarded it, or it has been released. */
export async function keepComposing(
  { runtime }: DeskWork,
  { slot, draft }: { readonly slot: string; readonly draft: DraftText | null },
): Promise<ComposingForm> {
  const savedAt = runtime.act(({ parts, now }) => {
    const at = isoTime(now.wall)
    const value = draft === null ? undefined : utf8(JSON.stringify({ draft, savedAt: at }))
    parts.out.store({ key: keys.composing(slot), value })
    return at
  })
  await runtime.settled()
  return { draft, savedAt: draft === null ? null : savedAt }
}
