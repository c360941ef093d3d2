// One structure of the protocol with a value for it: what a golden vector is made from.

import { present } from "../../../../shared/assert.ts"
import { encodeAs, type Schema } from "../../../../shared/encoding/schema.ts"

export interface Sample {
  /** The structure's name in the code, then what this value shows: "stage: received". */
  readonly name: string
  readonly schema: Schema<unknown>
  readonly value: unknown
}

export function sample<T>(name: string, schema: Schema<T>, value: T): Sample {
  return { name, schema, value }
}

/** One value of every kind: a kind that is added to the protocol does not compile until it has its sample. */
export type EachKind<U extends { readonly kind: string }> = {
  readonly [K in U["kind"]]: Extract<U, { readonly kind: K }>
}

/** Bytes that show at a glance which field they stand in. */
export function fill(byte: number, length: number): Uint8Array {
  return new Uint8Array(length).fill(byte)
}

/** The same as an identifier of one sort. */
export function named<T>(id: Schema<T>, bytes: Uint8Array): T {
  return id.decode(bytes, "")
}

/** The bytes of one sample of a list, for a structure that contains it. */
export function bytesOfSample(samples: readonly Sample[], name: string): Uint8Array {
  const found = present(
    samples.find((one) => one.name === name),
    `there is a sample "${name}"`,
  )
  return encodeAs(found.schema, found.value)
}
