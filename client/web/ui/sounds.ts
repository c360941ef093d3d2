// Four sounds and no more (MIL-STD-1472 section 5.3): each is known by its first half second, between 500 and 3,000 Hz, and
// none can be mistaken for another. They are made here, so that no file can be missing.

export type Sound = "flash" | "immediate" | "line" | "tick"

interface Tone {
  /** Seconds after the beginning. */
  readonly at: number
  readonly lasts: number
  readonly hertz: number
}

const sounds: Readonly<
  Record<Sound, { readonly tones: readonly Tone[]; readonly everyMs: number }>
> = {
  flash: {
    tones: [
      { at: 0, lasts: 0.25, hertz: 880 },
      { at: 0.25, lasts: 0.25, hertz: 1_320 },
      { at: 0.5, lasts: 0.25, hertz: 880 },
      { at: 0.75, lasts: 0.25, hertz: 1_320 },
    ],
    everyMs: 4_000,
  },
  immediate: {
    tones: [0, 0.22, 0.44].map((at) => ({ at, lasts: 0.12, hertz: 1_050 })),
    everyMs: 15_000,
  },
  line: {
    tones: [
      { at: 0, lasts: 0.4, hertz: 620 },
      { at: 0.45, lasts: 0.4, hertz: 520 },
    ],
    everyMs: 10_000,
  },
  tick: { tones: [{ at: 0, lasts: 0.08, hertz: 760 }], everyMs: Number.POSITIVE_INFINITY },
}

const loudness = 0.4

/** Unlocked by a person's own press of a button, and by nothing else: a browser lets no page sound by itself. */
export class Speaker {
  #context: AudioContext | undefined

  /** True where the browser sounds. Call it from the handler of a press. */
  async arm(): Promise<boolean> {
    this.#context ??= new AudioContext()
    await this.#context.resume()
    return this.isArmed
  }

  get isArmed(): boolean {
    return this.#context?.state === "running"
  }

  play(sound: Sound): void {
    const context = this.#context
    if (context === undefined || !this.isArmed) return
    for (const { at, lasts, hertz } of sounds[sound].tones) {
      const start = context.currentTime + at
      const tone = context.createOscillator()
      const gain = context.createGain()
      tone.type = "square"
      tone.frequency.value = hertz
      gain.gain.setValueAtTime(0, start)
      gain.gain.linearRampToValueAtTime(loudness, start + 0.01)
      gain.gain.setValueAtTime(loudness, start + lasts - 0.02)
      gain.gain.linearRampToValueAtTime(0, start + lasts)
      tone.connect(gain).connect(context.destination)
      tone.start(start)
      tone.stop(start + lasts)
    }
  }
}

/** How long after its beginning a sound is played again while its cause lasts. */
export function repeatMs(sound: Sound): number {
  return sounds[sound].everyMs
}
