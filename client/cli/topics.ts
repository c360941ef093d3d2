// `parley help <topic>`: what belongs to no single command. Examples first.

import { exitCodes, exitMeanings, type Exit } from "./exit-codes.ts"

export const topics: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  "exit-codes": { title: "what a command's exit code says", text: exitCodeText() },
  precedence: {
    title: "ROUTINE, PRIORITY, IMMEDIATE, FLASH",
    text: `  parley send NT-05 --precedence FLASH --param …
  parley catalogue show NT-05        which precedences a statement may have

A precedence is how fast the other side must answer. Each statement type has a usual one and a list
of those it may have; an answer takes that of the message it answers. The times are in the line's
charter; by the default profile a FLASH is received within 5 s, read by an officer within 60 s,
read back and confirmed within 3 min. What happens when a time passes is the ladder: the message
rings again, a supervisor is called, at last NO ANSWER is recorded for both sides.`,
  },
  parameters: {
    title: "how values are typed",
    text: `  parley catalogue show NT-05 --json       every parameter with its unit and a valid example
  --param count=1
  --param at=2026-11-22T14:05:00Z           UTC to the second
  --param impactArea=zone:K-12              or circle:28.5,71.9:25km, or poly:…
  --param launchPosition=28.5312,71.9034+-500
  --param bearing=UNKNOWN                   where the type allows it: unknown is a value, not an omission
  --param ref=A1-0417                       a message by its serial
  --remark "…"                              free text, shown apart; --remark - reads it from the input

Every parameter must be given: none has a default. A remark is never translated, opens nothing and
closes nothing.`,
  },
  "read-back": {
    title: "repeating the critical values",
    text: `  parley readback A1-0417 --param count=1 --param impactArea=zone:K-12 --param timeToImpact=12
  parley readback A1-0417                   asks for each value, the original out of sight
  parley readback A1-0417 --confirm         the author: all values are equal
  parley readback A1-0417 --differs count   the author: these are not

The reader repeats the critical values, typed again and not copied. The machine compares field by
field, the author decides: only the author's confirmation says that the message is understood. Where
a value differs it cannot be confirmed; send a correction (CR-01).`,
  },
  homes: {
    title: "where a device keeps its keys and records",
    text: `  parley --home data/a-1 status
  PARLEY_HOME=data/a-1 parley status

A home is one device of one officer: its keys, its copy of every journal, what it has said and read.
One process at a time works in it; the first serves the others over a socket in the home that only
you can open, so \`ack\` works while \`watch\` runs. Whoever has the folder and its passphrase can sign
as that officer. Practice homes have no passphrase, and say so.`,
  },
}

function isExit(name: string): name is Exit {
  return Object.hasOwn(exitCodes, name)
}

function exitCodeText(): string {
  const rows = Object.keys(exitCodes).filter(isExit)
  return rows
    .map((name) => `  ${String(exitCodes[name]).padStart(3)}  ${exitMeanings[name]}`)
    .join("\n")
}
