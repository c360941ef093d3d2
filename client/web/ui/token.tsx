// A machine token (a time, a serial, a number with its unit, a hash) reads from left to right in every language, and is never
// translated. Isolation alone is not enough: inside right-to-left text it would show "14 NOV 26" as "NOV 26 14".

import type { ReactNode } from "react"

export function Token({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <bdi className="token" dir="ltr" translate="no">
      {children}
    </bdi>
  )
}
