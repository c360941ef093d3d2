// A signed document goes on the line from a device of it; the relays check it again, and so does every desk.

import * as v from "valibot"

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { toBase64 } from "../../../shared/log/base64.ts"
import { signed } from "../../../shared/records/signed.ts"
import { readDocument } from "../../sdk/ceremony/founding-document.ts"
import type { CommandLine } from "../command-line.ts"
import { deskHandler } from "../../runtime/requests/handler.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { passphraseOf } from "../home/passphrase.ts"
import { durationOf } from "../../runtime/times.ts"
import { openDesk } from "../runtime/open-desk.ts"
import { published, publishOp, type PublishArgs } from "../../runtime/own-requests.ts"
import { readCarried } from "./carried-file.ts"

const publishOptions = v.object({
  timeout: v.pipe(v.string(), v.transform(durationOf), v.number("a duration such as 30s expected")),
})

export async function publishToLine(
  path: string,
  options: unknown,
  line: CommandLine,
): Promise<void> {
  const { settings, io, output } = line
  if (settings.home === undefined) {
    throw new Failure("cli/usage", "say whose desk publishes it: --home <folder> or PARLEY_HOME")
  }
  const read = v.safeParse(publishOptions, options)
  if (!read.success) throw new Failure("cli/usage", `--timeout: ${read.issues[0].message}`)
  const record = unwrap(readDocument(await readCarried(path)))
  const document = toBase64(encodeAs(signed, record.signed))
  const desk = await openDesk({
    folder: settings.home,
    passphrases: passphraseOf(line, settings.home),
    makeHandler: deskHandler,
    signal: io.stop,
  })
  try {
    const args: PublishArgs = { document, timeoutMs: read.output.timeout }
    const answer = v.parse(published, await desk.request(publishOp, args, { signal: io.stop }))
    const { kind } = record
    const { version } = record.core
    output.data({ published: true, kind, version, relays: answer.relays }, () =>
      [
        `The ${kind} is on the line: version ${String(version)}.`,
        "A relay that was not reached gets it from the first desk that meets it there.",
      ].join("\n"),
    )
  } finally {
    await desk.close()
  }
}
