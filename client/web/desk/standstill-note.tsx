// A desk that stands still must not look healthy: above everything else it is said that what stands below is how things were, and
// an armed desk sounds.

import { useEffect, type ReactNode } from "react"
import { Button } from "react-aria-components"

import { useSay } from "../ui/settings.tsx"
import { repeatMs, type Speaker } from "../ui/sounds.ts"
import { age } from "../ui/times.ts"
import { useStandstill } from "./link/desk-link.tsx"

export function StandstillNote({ speaker }: { readonly speaker: Speaker }): ReactNode {
  const say = useSay()
  const standstill = useStandstill()
  const isStill = standstill !== undefined
  useEffect(() => {
    if (!isStill) return undefined
    speaker.play("line")
    const timer = setInterval(() => {
      speaker.play("line")
    }, repeatMs("line"))
    return () => {
      clearInterval(timer)
    }
  }, [isStill, speaker])
  if (standstill === undefined) return null
  const { ended, ageMs } = standstill
  return (
    <section className="standstill" role="alert">
      <p>
        {ended === undefined
          ? say("standstill.old", { age: age(ageMs) })
          : say("standstill.ended", { detail: ended.message })}
      </p>
      <Button
        onPress={() => {
          location.reload()
        }}
      >
        {say("app.reload")}
      </Button>
    </section>
  )
}
