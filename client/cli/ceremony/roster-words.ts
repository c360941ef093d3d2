// The roles and permissions that a roster can give, as they are typed.

import type { Permission, Role } from "../../../shared/records/names.ts"

export const roles: readonly Role[] = ["duty", "supervisor", "translator", "principal"]

/** In the order of the wire, so that a roster reads the same whoever wrote it. */
export const permissions: readonly Permission[] = [
  "view",
  "send",
  "acknowledge",
  "flash",
  "release",
  "cosign",
  "rewrap",
  "invite",
  "suspend",
]
