#!/usr/bin/env node
// parley: one command, one exit code. Whatever goes wrong anywhere below ends here.

import process from "node:process"

import { exitCodes } from "./exit-codes.ts"
import { complain, mannerOf } from "./output/complaint.ts"
import { processIo } from "./output/process-io.ts"
import { buildProgram } from "./program.ts"

const { io, end } = processIo()
const argv = process.argv.slice(2)
const manner = mannerOf(argv, io)
// A mistake that nobody awaited: said like every other failure, and the process must not go on with it.
process.on("uncaughtException", (error) => {
  process.exit(complain(error, manner, io))
})
try {
  await buildProgram(io).parseAsync(argv, { from: "user" })
  process.exitCode = io.stop.aborted ? exitCodes.interrupted : exitCodes.ok
} catch (error) {
  process.exitCode = io.stop.aborted ? exitCodes.interrupted : complain(error, manner, io)
}
end()
