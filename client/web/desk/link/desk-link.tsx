// The desk behind the page: asked for things, and followed while it is open.

import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react"
import * as v from "valibot"

import { ask, type Op, type PictureForm } from "../../../runtime/requests/ops.ts"
import { homeLook, homeOps, type HomeLook } from "../../worker/protocol.ts"
import { Refused, WorkerLink } from "./worker-link.ts"

type Listener = () => void

interface Shown {
  readonly picture: PictureForm
  /** By this page's clock. */
  readonly at: number
}

export class DeskLink {
  readonly #link = new WorkerLink()
  readonly #listeners = new Set<Listener>()
  #shown: Shown | undefined
  #ended: Refused | undefined
  #isFollowing = false

  async look(): Promise<HomeLook> {
    return await this.#home(homeOps.look)
  }

  async enrolForPractice(): Promise<HomeLook> {
    return await this.#home(homeOps.enrolForPractice)
  }

  async unlock(passphrase: string | null): Promise<HomeLook> {
    const look = await this.#home(homeOps.unlock, { passphrase })
    this.#follow()
    return look
  }

  /** Whether this page can call its officer; the other side is told. */
  async setArmed(isArmed: boolean): Promise<void> {
    await this.#link.request(homeOps.armed, { isArmed })
  }

  async ask<A, R>(op: Op<A, R>, args: A): Promise<R> {
    return await ask(this, op, args)
  }

  /** As another process would be asked: for what is made of several requests, such as a copy of the journals. */
  async request(op: string, args: unknown): Promise<unknown> {
    return await this.#link.request(op, args)
  }

  /** The newest picture and when it came; undefined before the first. */
  get shown(): Shown | undefined {
    return this.#shown
  }

  /** Why there will be no further picture: the desk behind this page is gone. */
  get ended(): Refused | undefined {
    return this.#ended
  }

  readonly subscribe = (listener: Listener): Listener => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #home(op: string, args: object = {}): Promise<HomeLook> {
    return v.parse(homeLook, await this.#link.request(op, args))
  }

  #follow(): void {
    if (this.#isFollowing) return
    this.#isFollowing = true
    const onItem = (picture: PictureForm): void => {
      this.#shown = { picture, at: Date.now() }
      this.#tell()
    }
    void this.#link.request(homeOps.follow, {}, { onItem }).catch((error: unknown) => {
      this.#ended = refusedOf(error)
      this.#tell()
    })
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

const LinkContext = createContext<DeskLink | undefined>(undefined)

export function LinkProvider({
  link,
  children,
}: {
  readonly link: DeskLink
  readonly children: ReactNode
}): ReactNode {
  return <LinkContext value={link}>{children}</LinkContext>
}

export function useLink(): DeskLink {
  const link = use(LinkContext)
  if (link === undefined) throw new Error("the link is provided at the root")
  return link
}

export function usePicture(): PictureForm | undefined {
  const link = useLink()
  return useSyncExternalStore(link.subscribe, () => link.shown)?.picture
}

/** What is wrong with the desk behind this page: it has ended, or its picture is `ageMs` old. */
export interface Standstill {
  readonly ended: Refused | undefined
  readonly ageMs: number
}

/** A picture comes every second; one that is this old is no longer how things are. */
const staleMs = 5_000

export function useStandstill(): Standstill | undefined {
  const link = useLink()
  const now = useNow()
  const shown = useSyncExternalStore(link.subscribe, () => link.shown)
  const ended = useSyncExternalStore(link.subscribe, () => link.ended)
  const ageMs = shown === undefined ? 0 : now - shown.at
  return ended === undefined && ageMs < staleMs ? undefined : { ended, ageMs }
}

/** What the desk answers to this, asked again when the question changes; the last answer stays until the next is here. */
export function useAnswer<A extends object, R>(
  op: Op<A, R>,
  args: A | undefined,
  pauseMs = 0,
): R | undefined {
  const link = useLink()
  const [answer, setAnswer] = useState<R | undefined>()
  const question = args === undefined ? undefined : JSON.stringify(args)
  useEffect(() => {
    let isCurrent = true
    const look = async (): Promise<void> => {
      const answered = args === undefined ? undefined : await link.ask(op, args)
      if (isCurrent) setAnswer(answered)
    }
    const timer = setTimeout(() => {
      // A question that fails is asked again by the next change; what was answered before stays.
      void look().catch(() => undefined)
    }, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
    // The arguments are the same as long as their text is.
  }, [link, op, question, pauseMs])
  return answer
}

/** One act at a time, what it failed with, and whether it is under way. */
export function useAct(): {
  readonly isBusy: boolean
  readonly failure: Refused | undefined
  readonly run: (deed: () => Promise<void>) => void
  readonly forget: () => void
} {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Refused | undefined>()
  const run = useCallback((deed: () => Promise<void>): void => {
    setBusy(true)
    setFailure(undefined)
    deed()
      .catch((error: unknown) => {
        setFailure(refusedOf(error))
      })
      .finally(() => {
        setBusy(false)
      })
  }, [])
  const forget = useCallback((): void => {
    setFailure(undefined)
  }, [])
  return useMemo(() => ({ isBusy, failure, run, forget }), [isBusy, failure, run, forget])
}

function refusedOf(error: unknown): Refused {
  if (error instanceof Refused) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new Refused({ code: "cli/internal", detail, here: "" })
}

/** Now, looked at four times a second: for countdowns that are shown. Nothing falls due by it. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
    }, 250)
    return () => {
      clearInterval(timer)
    }
  }, [])
  return now
}
