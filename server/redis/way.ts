// The way from a process to the server that keeps a partition: one server for all of them, or several of a cluster.

import type { Command, RedisClient } from "./client.ts"

export interface RedisWay {
  /** Rejects with a `JournalFailure`. */
  ask(partition: number, command: Command): Promise<unknown>
  /** Why some of it cannot be used now. */
  readonly trouble: string | undefined
  /** What was asked before is answered first. */
  close(): Promise<void>
}

export interface WayPorts {
  /** How long an answer may take before the connection counts as lost. */
  readonly deadlineMs: number
  /** How many replicas must have a write before it is answered, and what was read before it is believed. */
  readonly replicas: number
  /** Once for each connection, before anything else is asked over it. `served`: the partitions it is for. */
  prepare(client: RedisClient, served: readonly number[]): Promise<void>
  /** What must hold before and while a server is used. Throws `RedisTrouble`, or a `JournalFailure` that no waiting cures. */
  check(client: RedisClient, served: readonly number[]): Promise<void>
  /** Something has become usable, or unusable. */
  onChange(): void
}
