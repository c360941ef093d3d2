// Answers what commands ask of the process at work in a home.

import * as v from "valibot"

import { obligations } from "../../sdk/view/obligations.ts"
import { Failure } from "../failure.ts"
import type { DeskHome } from "../home.ts"
import type { DeskRuntime } from "../desk-runtime.ts"
import type { Handle } from "../handle.ts"
import { board } from "./board.ts"
import { answerLineCheck, callLineCheck } from "./checking.ts"
import { countersign, proposals, propose, refuseCountersign } from "./countersigning.ts"
import { composing, keepComposing } from "./composing.ts"
import { DeskWork } from "./desk-work.ts"
import { facts } from "./facts.ts"
import { entries, journals } from "./journals.ts"
import { LogBook } from "./log-book.ts"
import { viewedJson } from "./message-json.ts"
import { ops, type Op } from "./ops.ts"
import { picture } from "./picture.ts"
import { preview } from "./preview.ts"
import { Proof } from "./proof.ts"
import { acknowledge, comparison, judgeReadBack, readBack, readBackFields } from "./reading.ts"
import { drafts, giveBack, release, say, takeBack } from "./saying.ts"
import { rendered } from "./rendered.ts"
import { sheets } from "./sheets.ts"
import { leaveWatch, status, takeWatch } from "./standing.ts"
import { timeline } from "./timeline.ts"
import { waitFor } from "./waiting.ts"

type Answer = (args: unknown, signal: AbortSignal) => Promise<unknown>

export function deskHandler(runtime: DeskRuntime, home: DeskHome): Handle {
  const answers = answersOf(new DeskWork(runtime, home))
  return async (name, args, stream) => {
    const answer = answers.get(name)
    if (answer !== undefined) return await answer(args, stream.signal)
    throw new Failure(
      "cli/again",
      `the process at work in this home knows nothing of ${name}`,
      "It is another version of this program. Stop it, start it anew, and run the command again.",
    )
  }
}

function answersOf(work: DeskWork): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>()
  const on = <A, R>(op: Op<A, R>, make: (args: A, signal: AbortSignal) => R | Promise<R>): void => {
    answers.set(op.name, async (args, signal) => await make(v.parse(op.args, args), signal))
  }
  on(ops.say, async (args, signal) => await say(work, args, signal))
  on(ops.preview, ({ language, ...saying }) => preview(work, { saying, language }))
  on(ops.rendered, (args) => rendered(work, args))
  on(ops.sheets, (args) => sheets(work, args))
  on(ops.picture, (args) => picture(work, args))
  on(ops.composing, async (args) => await composing(work, args))
  on(ops.keepComposing, async (args) => await keepComposing(work, args))
  on(ops.wait, async (args, signal) => await waitFor(work, args, signal))
  on(ops.message, async (args, signal) => await work.look(args.serial, signal))
  on(ops.open, async (_args, signal) => await openMessages(work, signal))
  on(ops.drafts, async (_args, signal) => {
    await work.mailed(signal)
    return { drafts: [...drafts(work)] }
  })
  on(ops.release, async (args, signal) => await release(work, args, signal))
  on(ops.giveBack, async (args, signal) => await giveBack(work, args, signal))
  on(ops.takeBack, async (args, signal) => await takeBack(work, args, signal))
  on(ops.ack, async (args, signal) => await acknowledge(work, args, signal))
  on(ops.readBackFields, async (args, signal) => await readBackFields(work, args, signal))
  on(ops.readBack, async (args, signal) => await readBack(work, args, signal))
  on(ops.comparison, async (args, signal) => await comparison(work, args, signal))
  on(ops.judge, async (args, signal) => await judgeReadBack(work, args, signal))
  on(ops.takeWatch, async (args, signal) => await takeWatch(work, args, signal))
  on(ops.leaveWatch, async (_args, signal) => await leaveWatch(work, signal))
  on(ops.propose, async (args, signal) => await propose(work, args, signal))
  on(ops.proposals, async (_args, signal) => ({ proposals: [...(await proposals(work, signal))] }))
  on(ops.countersign, async (args, signal) => await countersign(work, args, signal))
  on(ops.refuseCountersign, async (args, signal) => await refuseCountersign(work, args, signal))
  on(ops.status, async (args, signal) => await status(work, args, signal))
  on(ops.lineCheck, async (args, signal) => await callLineCheck(work, args, signal))
  on(ops.answerLineCheck, async (args, signal) => await answerLineCheck(work, args, signal))
  on(ops.journals, async (_args, signal) => await journals(work, signal))
  on(ops.entries, async (args) => await entries(work, args))
  const book = new LogBook(work)
  const proof = new Proof(work)
  on(ops.facts, async (args) => await facts(work, book, args))
  on(ops.timeline, async (args) => await timeline(work, book, args))
  on(ops.board, (args) => board(work, args))
  on(ops.proof, async (args) => await proof.step(args))
  return answers
}

async function openMessages(
  work: DeskWork,
  signal: AbortSignal,
): Promise<{ messages: ReturnType<typeof viewedJson>[] }> {
  await work.caughtUp(signal)
  const { conversation } = work
  const { theyOwe, weOwe } = work.runtime.act(({ now }) => obligations(conversation, now))
  return { messages: [...weOwe, ...theyOwe].map((view) => viewedJson(conversation, view)) }
}
