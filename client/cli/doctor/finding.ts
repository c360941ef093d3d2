// What one check of the doctor says.

export interface Finding {
  readonly check: string
  /** good; warn: the desk works, but something should be done; bad: it cannot work, or is not safe. */
  readonly state: "good" | "warn" | "bad"
  readonly says: string
  readonly remedy?: string
}

export const marks: Readonly<Record<Finding["state"], string>> = { good: "✓", warn: "!", bad: "✕" }
