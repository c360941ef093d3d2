// One connection of the `redis` package, with the settings that were measured to work, and without those of its habits that
// would hide an outage: it queues nothing while it is away, sends nothing a second time, and does not reconnect by itself.

import { createClient, RESP_TYPES } from "redis"

import { limits } from "../../shared/limits.ts"

export type RedisClient = ReturnType<typeof rawClient>
export type Argument = string | Buffer
export type Command = readonly Argument[]

/** What a server at one address asks of whoever connects. */
export interface Login {
  readonly username: string | undefined
  readonly password: string | undefined
  readonly isTls: boolean
}

export interface Address {
  readonly host: string
  readonly port: number
}

function rawClient(
  { host, port }: Address,
  { username, password, isTls }: Login,
  deadlineMs: number,
) {
  return createClient({
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    RESP: 3,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: "disabled",
    pingInterval: limits.redisPingMs,
    commandsQueueMaxLength: limits.redisQueueMax,
    // Its own deadline ends with the write to the socket; ours (link.ts) ends with the answer.
    commandOptions: { timeout: 0 },
    socket: {
      host,
      port,
      ...(isTls ? { tls: true, servername: host } : {}),
      connectTimeout: deadlineMs,
      socketTimeout: deadlineMs,
      keepAlive: true,
      reconnectStrategy: false,
    },
  })
}

/** Rejects when the server does not answer in time. Whoever gets a client destroys it. */
export async function openClient(
  address: Address,
  login: Login,
  deadlineMs: number = limits.redisDeadlineMs,
): Promise<RedisClient> {
  const client = rawClient(address, login, deadlineMs)
  // Without a listener an error ends the process; what matters of it reaches whoever waits for an answer.
  client.on("error", () => undefined)
  try {
    await within(deadlineMs, client.connect())
    return client
  } catch (error) {
    drop(client)
    throw error
  }
}

/** Everything that was asked and not answered is rejected. */
export function drop(client: RedisClient): void {
  try {
    client.destroy()
  } catch {
    // It was gone already.
  }
}

/** Bulk strings as bytes: what is stored is not text. */
export async function send(client: RedisClient, command: Command): Promise<unknown> {
  return await client.sendCommand(command, { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } })
}

export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${String(ms)} ms`))
    }, ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
