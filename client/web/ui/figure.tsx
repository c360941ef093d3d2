// A drawing with its caption, as wide as there is room. What is drawn is the caption's to say for those who do not see it.

import { useEffect, useId, useRef, useState, type ReactNode } from "react"

/** Until the room is measured, for one frame. */
const widthBefore = 600

export interface Canvas {
  readonly height: number
  readonly content: ReactNode
}

export function Figure({
  caption,
  draw,
  children,
}: {
  readonly caption: string
  /** For so many pixels of width. */
  readonly draw: (width: number) => Canvas
  /** The same in words, where the caption is not enough. */
  readonly children?: ReactNode
}): ReactNode {
  const id = useId()
  const figure = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(widthBefore)
  useEffect(() => {
    const element = figure.current
    if (element === null) return undefined
    const observer = new ResizeObserver(() => {
      setWidth(element.clientWidth)
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [])
  const { height, content } = draw(width)
  return (
    <figure className="chart" ref={figure}>
      <figcaption id={id}>{caption}</figcaption>
      <svg
        role="img"
        aria-labelledby={id}
        width={width}
        height={height}
        viewBox={`0 0 ${String(width)} ${String(height)}`}
      >
        {content}
      </svg>
      {children}
    </figure>
  )
}
