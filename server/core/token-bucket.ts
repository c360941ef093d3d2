// How often somebody may do something: so many at once, and so many a second in the long run.

export interface Allowance {
  readonly perSecond: number
  readonly burst: number
}

export interface TokenBucket {
  readonly tokens: number
  readonly at: number
}

export function fullBucket(allowance: Allowance, mono: number): TokenBucket {
  return { tokens: allowance.burst, at: mono }
}

/** The bucket after one more, or undefined where it is empty: nothing is taken from an empty bucket, so waiting helps. */
export function takeToken(
  bucket: TokenBucket,
  allowance: Allowance,
  mono: number,
): TokenBucket | undefined {
  return spend(bucket, allowance, { cost: 1, kept: 0, mono })
}

/** The same for what costs more than one; `kept` must be left over for something else. */
export function spend(
  bucket: TokenBucket,
  allowance: Allowance,
  { cost, kept, mono }: { readonly cost: number; readonly kept: number; readonly mono: number },
): TokenBucket | undefined {
  const filled = bucket.tokens + ((mono - bucket.at) / 1_000) * allowance.perSecond
  const tokens = Math.min(allowance.burst, filled)
  return tokens < cost + kept ? undefined : { tokens: tokens - cost, at: mono }
}

/** Whether the bucket is as good as new and need not be remembered. */
export function isFull(bucket: TokenBucket, allowance: Allowance, mono: number): boolean {
  return bucket.tokens + ((mono - bucket.at) / 1_000) * allowance.perSecond >= allowance.burst
}
