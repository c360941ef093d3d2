// What this party's own desk host says to its desks: which party, where the relays are, whether it is a practice line.

import * as v from "valibot"

import { Failure } from "../../runtime/failure.ts"
import { isZone } from "../../runtime/local-time.ts"

const zone = v.pipe(v.string(), v.check(isZone))

const hostPage = v.object({
  v: v.literal(1),
  party: v.string(),
  line: v.string(),
  isPractice: v.boolean(),
  relays: v.record(v.string(), v.string()),
  zones: v.nullable(v.object({ A: zone, B: zone })),
})
export type HostPage = v.InferOutput<typeof hostPage>

export async function readHostPage(): Promise<HostPage> {
  return v.parse(hostPage, await fetched("/desk.json"))
}

const practiceInvitation = v.object({ invitation: v.string() })
const practiceRoster = v.object({ documents: v.array(v.string()) })

export async function practiceInvited(): Promise<string> {
  const answer = await fetched("/practice/invitations", { method: "POST" })
  return v.parse(practiceInvitation, answer).invitation
}

/** The request of this device, answered with the documents that name it. */
export async function practiceApproved(request: string): Promise<readonly string[]> {
  const answer = await fetched("/practice/requests", { method: "POST", body: request })
  return v.parse(practiceRoster, answer).documents
}

async function fetched(path: string, init: RequestInit = {}): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(path, { ...init, cache: "no-store", credentials: "omit" })
  } catch {
    throw new Failure(
      "cli/unreachable",
      `the desk host does not answer at ${path}`,
      "Nothing was changed. Ask whoever runs this desk's host, or telephone.",
    )
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body
  const said = v.safeParse(v.object({ error: v.string() }), body)
  throw new Failure(
    "cli/failed",
    said.success ? said.output.error : `the host says ${String(response.status)}`,
  )
}
