// Every bound of the system, in one place, with the assertions that relate them. What happens at a bound is a rule in SPEC.md.

import { assert } from "./assert.ts"

const kib = 1024
const second = 1_000
const minute = 60 * second
const hour = 60 * minute

export const limits = {
  // The last instant that four digits of a year can say
  instantMax: 253_402_300_799_999,

  // Structures
  depthMax: 8,
  payloadBytesMax: 16 * kib,
  envelopeBytesMax: 60 * kib,
  recordBytesMax: 60 * kib,
  frameBytesMax: 64 * kib,
  devicesPerLineMax: 32,
  recipientsMax: 31,
  referencesMax: 8,
  relaysMax: 4,
  rootKeysMax: 9,
  rostersRemembered: 64,
  labelCharsMax: 80,
  callSignCharsMax: 8,
  remarkCharsMax: 1_200,
  handoverItemsMax: 256,
  profileRowsMax: 64,
  ladderStepsMax: 64,
  preauthorisedMax: 32,

  // Padding of bodies and frames (bytes)
  bodyFloorBytes: 1 * kib,
  framePadFloorBytes: 2 * kib,

  // A circuit
  heartbeatMs: 1 * second,
  lineQuietMs: 3 * second,
  lineDeadMs: 5 * second,
  latencyKeptMs: 1 * hour,
  authenticateMs: 5 * second,
  handshakeBytesMax: 2 * kib,
  rekeyMs: 1 * hour,
  framesPerKeyMax: 65_536,
  windowEntries: 64,
  cursorEveryMs: 50,
  recordsPerSubmit: 32,
  numberedAheadMax: 16,
  numberedAheadBytes: 16 * kib,
  bodiesAskedAtOnce: 8,
  submitBytesMax: 60 * kib,
  inboxRecordsMax: 256,
  deviceBytesPerSecond: 64 * kib,
  deviceBytesBurst: 64 * 1024 * kib,
  partyBytesPerSecond: 256 * kib,
  partyBytesBurst: 256 * 1024 * kib,
  recordCostBytes: 1 * kib,
  bufferedBytesMax: 1024 * kib,
  framesPerSecond: 50,
  framesBurst: 200,
  handshakesPerMinute: 50,
  ticketLifeMs: 1 * hour,
  ticketHandshakesPerMinute: 30,
  addressesRemembered: 20_000,
  connectionsMax: 12_000,
  reconnectBaseMs: 250,
  reconnectCapMs: 5 * second,

  // Proof of life
  aliveEveryMs: 2 * second,
  staffedMs: 6 * second,
  aliveSkewMs: 1 * minute,
  endReachMs: 1 * minute,
  aliveNumbersReserved: 10_000,
  aliveSpreadMs: 3 * second,
  peersMax: 32,
  peerForgottenMs: 10 * second,
  sightingsAtOnce: 256,
  soundDeadMs: 15 * second,
  pagerDeadMs: 30 * second,

  // Time
  clockWarnMs: 2 * second,
  ownClockSlackMs: 1 * second,
  clockNoLatencyMs: 30 * second,
  lateEntryMs: 30 * second,
  lateGraceMs: 10 * second,
  futureRecordMs: 5 * minute,
  clockSamples: 16,
  relayNotKeepingTimeMs: 5 * second,
  clockJumpMs: 500,
  clockWindowMs: 10 * second,

  // The log
  mergeDelayMs: 2 * second,
  checkpointEveryMs: 1 * second,
  snapshotEntries: 1_000,
  readEntriesMax: 256,
  // A statement that ends so soon is marked on the board: long enough to ask about it.
  expiringMs: 30 * minute,
  rootsRemembered: 1_024,
  recordsMetRemembered: 1_024,
  waitingHeadsMax: 16,
  entryBytesMax: 64 * kib - 1,
  noteCharsMax: 8_192,
  /** The name under which a screen keeps what is being written. */
  draftSlotCharsMax: 64,

  // The journal
  readBytesMax: 1024 * kib,
  besideKeyCharsMax: 200,
  besideBytesMax: 8 * 1024 * kib,
  sweepRowsMax: 1_000,
  recentBytesMax: 8 * 1024 * kib,
  journalHintMs: 2 * second,

  // Redis: a call that takes longer counts as unknown and its connection as lost; desks hear of it before the line is dead
  redisDeadlineMs: 1_500,
  redisPingMs: 500,
  redisRetryMs: 50,
  redisRetryMaxMs: 1 * second,
  redisCheckMs: 30 * second,
  redisTopologyMs: 1 * second,
  redisQueueMax: 20_000,
  journalPatienceMs: 3 * second,

  // Keys and lives
  lifeDefaultMs: 24 * hour,
  lifeLeastMs: 1 * hour,
  prekeyEveryMs: 1 * hour,
  prekeyUseByMs: 2 * hour,
  rosterLifeMs: 30 * 24 * hour,
  rosterWarnMs: 14 * 24 * hour,
  deskMailKeptMs: 24 * hour,
  deskMailPerDeviceMax: 256,
  draftLifeMs: 12 * hour,
  standByMax: 4,

  // Records with two signatures: how long an officer has to agree, and how long numbering may wait for the second signature
  countersignLifeMs: 10 * minute,
  countersignHoldMs: 3 * second,
  countersignRoundsMax: 3,
  countersignedBytesMax: 8 * kib,

  // The line check
  lineCheckEveryMs: 1 * hour,
  lineCheckAnswerMs: 5 * minute,
  lineCheckRepeatMs: 2 * minute,

  // A statement that carries a time to impact: a deadline is never longer than this share of it
  impactShare: 3,

  // The relay's turns: what one append carries, how often it looks at its clock, how long it may take to stop
  turnRecordsMax: 128,
  turnBytesMax: 1024 * kib,
  tickMs: 50,
  sweepEveryMs: 1 * minute,
  drainMs: 5 * second,
  journalSlowMs: 500,

  // The pager: how often its receiver is tried, how much may wait for it, and when another process's pages are taken over
  pageTimeoutMs: 5 * second,
  pageRetryBaseMs: 500,
  pageRetryCapMs: 30 * second,
  pageTriedMs: 24 * hour,
  pageTriesMin: 10,
  pagesAtOnce: 4,
  pagesWaitingMax: 256,
  pageScanMs: 5 * second,
  pageTakeoverMs: 10 * second,

  // What one message can gather. Each device brings its own facts only; beyond these the lowest numbers stay.
  rowEnvelopesPerDeviceMax: 4,
  rowStagesPerDeviceMax: 64,
  rowAnswersPerDeviceMax: 64,
  rowDevicesPerSideMax: 32,
  relaysEverMax: 16,
  documentsEverMax: 4_096,

  // The relay's memory
  rowsInMemoryMax: 10_000,
  deskRowsInMemory: 2_000,
  chainRowsInMemory: 4_096,
  stateBytesMax: 64 * 1024 * kib,
  violationsMax: 256,
} as const

// A frame carries one envelope with its record framing; an envelope carries its largest payload for the most recipients.
const wrapBytes = 1_168
const headerBytesPerRecipient = 96
const frameOverheadBytes = 2 * kib
assert(
  limits.envelopeBytesMax + frameOverheadBytes <= limits.frameBytesMax,
  "a frame holds the largest envelope",
)
assert(
  limits.payloadBytesMax * 1.125 +
    limits.recipientsMax * (wrapBytes + headerBytesPerRecipient) +
    kib <=
    limits.envelopeBytesMax,
  "an envelope holds the largest payload for the most recipients",
)
assert(limits.recipientsMax + 1 === limits.devicesPerLineMax, "everybody but the sender receives")
assert(limits.lineDeadMs >= 3 * limits.heartbeatMs, "two lost heartbeats kill no line")
assert(
  limits.redisDeadlineMs + limits.journalPatienceMs < limits.lineDeadMs,
  "desks hear that a relay has lost its journal before a silent line counts as dead",
)
assert(limits.redisPingMs * 2 < limits.redisDeadlineMs, "an idle connection is no hung one")
assert(limits.staffedMs >= 3 * limits.aliveEveryMs, "two lost proofs of life empty no desk")
assert(limits.prekeyUseByMs > limits.prekeyEveryMs, "a prekey outlives its renewal")
assert(
  second / limits.cursorEveryMs + limits.framesPerSecond / 2 < limits.framesPerSecond,
  "a desk that takes and gives as fast as it may is no flood",
)
assert(
  limits.draftLifeMs <= limits.deskMailKeptMs,
  "a draft that may still be released, and its withdrawal, still wait for a desk that was away",
)
