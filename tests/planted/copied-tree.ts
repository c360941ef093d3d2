// A copy of the project's tree in a folder of its own, built by the project's own compiler: bugs are planted here, never in
// the product. The packages are linked, not copied.

import { spawn } from "node:child_process"
import { cp, mkdtemp, rm, symlink } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import process from "node:process"

import type { InvariantCode } from "../simulation/checker/violation.ts"
import type { PlantedBug } from "./bug.ts"
import { trialsIn, type Trial } from "./trial.ts"

interface Original {
  readonly source: string
  readonly packages: string
  readonly leftOut: ReadonlySet<string>
}

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

const leftOut: ReadonlySet<string> = new Set([".git", "node_modules", "data", "dist"])
/** A copy's own build is worth copying: its compiler reads only what has changed. */
const leftOutOfCopy: ReadonlySet<string> = new Set(["node_modules"])

export class CopiedTree {
  readonly #root: string
  readonly #packages: string
  readonly #signal: AbortSignal

  private constructor(root: string, packages: string, signal: AbortSignal) {
    this.#root = root
    this.#packages = packages
    this.#signal = signal
  }

  /** The tree as it stands. What runs in it ends with the signal. */
  static async of(source: string, signal: AbortSignal): Promise<CopiedTree> {
    const packages = join(source, "node_modules")
    const tree = await CopiedTree.#copy({ source, packages, leftOut }, signal)
    await tree.#build("the tree does not compile as it is")
    return tree
  }

  static async #copy(from: Original, signal: AbortSignal): Promise<CopiedTree> {
    const { source, packages } = from
    const root = await mkdtemp(join(tmpdir(), "parley-planted-"))
    const isKept = (path: string): boolean =>
      dirname(path) !== source || !from.leftOut.has(basename(path))
    // The compiler goes by times first: without them it would read everything anew.
    await cp(source, root, { recursive: true, preserveTimestamps: true, filter: isKept })
    await symlink(packages, join(root, "node_modules"), "dir")
    return new CopiedTree(root, packages, signal)
  }

  /** A copy of this copy with the bug in it; what the bug does not touch is built already. */
  async with(bug: PlantedBug, signal: AbortSignal): Promise<CopiedTree> {
    const from = { source: this.#root, packages: this.#packages, leftOut: leftOutOfCopy }
    const tree = await CopiedTree.#copy(from, signal)
    try {
      await tree.#plant(bug)
    } catch (error) {
      await tree.dispose()
      throw error
    }
    return tree
  }

  async #plant(bug: PlantedBug): Promise<void> {
    const lookAt = `look at ${bug.touches.join(" and ")}, and write ${bug.path} anew`
    const applied = await this.#run("git", ["apply", bug.path])
    if (applied.status !== 0) {
      throw new Error(`the patch does not apply any more: ${lookAt}\n${applied.stderr}`)
    }
    await this.#build(`the patch does not compile any more: ${lookAt}`)
  }

  async #build(what: string): Promise<void> {
    const compiler = join("node_modules", "typescript", "bin", "tsc")
    const built = await this.#run(process.execPath, [compiler, "--build", "tests"])
    if (built.status !== 0) throw new Error(`${what}\n${built.stdout}${built.stderr}`)
  }

  /** Runs the schedules one after another, up to the first that breaks that invariant. */
  async trials(seeds: readonly number[], until?: InvariantCode): Promise<readonly Trial[]> {
    const program = join("dist", "tests", "planted", "trial.child.js")
    const wish = until === undefined ? [] : ["--until", until]
    const ran = await this.#run(process.execPath, [program, ...wish, ...seeds.map(String)])
    if (ran.status !== 0) throw new Error(`the schedules end with ${ran.stderr}`)
    return trialsIn(ran.stdout)
  }

  async #run(program: string, args: readonly string[]): Promise<Ended> {
    // Where a temporary folder lies within somebody's repository, git would apply the patch there, or to nothing.
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(this.#root) }
    const child = spawn(program, args, { cwd: this.#root, env, signal: this.#signal })
    let stdout = ""
    let stderr = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text))
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text))
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject)
      child.once("close", resolve)
    })
    return { status, stdout, stderr }
  }

  async dispose(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true })
  }
}
