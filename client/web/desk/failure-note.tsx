// What was not done, what that means and what to do. It stays until it is closed: no message here disappears by itself.

import type { ReactNode } from "react"
import { Button } from "react-aria-components"

import { useSay } from "../ui/settings.tsx"
import { Token } from "../ui/token.tsx"
import type { Refused } from "./link/worker-link.ts"

export function FailureNote({
  failure,
  onClose,
}: {
  readonly failure: Refused | undefined
  readonly onClose: () => void
}): ReactNode {
  const say = useSay()
  if (failure === undefined) return null
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{say("failure.title")}.</strong> {failure.message} {failure.here}{" "}
        <Token>({failure.code})</Token>
      </p>
      <Button onPress={onClose}>{say("failure.close")}</Button>
    </div>
  )
}
