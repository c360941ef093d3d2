// The English texts for how statements themselves are handled: the line, acknowledgements, decisions, corrections.

import { unreviewed, type StatementText } from "../text.ts"

export const handling: Readonly<Record<string, StatementText>> = {
  "LC-01": unreviewed(
    "Line check",
    "LINE. Line check. Repeat this text: {$text :value}.",
    "Last serial we sent: {$lastSent :value}. Last serial we received: {$lastReceived :value}.",
    "Our journal: {$head :value}. Path: {$path :value}.",
  ),
  "LC-02": unreviewed(
    "Line check reply",
    "LINE. Reply to line check {$ref :value}. Your text: {$echo :value}.",
    "Last serial we sent: {$lastSent :value}. Last serial we received: {$lastReceived :value}.",
    "Our journal: {$head :value}.",
  ),
  "LC-03": unreviewed(
    "Watch has changed",
    "LINE. The watch has changed. Outgoing: {$outgoing :value}. Incoming: {$incoming :value}.",
    "Time: {$at :value}. Translator present: {$translator :value}.",
  ),
  "LC-04": unreviewed(
    "Line interrupted",
    "LINE. This line is interrupted in this window: {$window :value}. Cause: {$cause :value}.",
    "Use instead: {$alternate :value}.",
  ),
  "LC-05": unreviewed(
    "Messages missing",
    "LINE. Messages from you are missing here. Repeat them.",
    "First missing serial: {$firstMissing :value}. Last missing serial: {$lastMissing :value}.",
  ),
  "LC-06": unreviewed(
    "Traffic suspended or resumed",
    "LINE. Class of traffic: {$traffic :value}. It is now: {$change :value}. From: {$at :value}.",
    "Warnings, acknowledgements and notices of accidents go on.",
  ),
  "AK-01": unreviewed(
    "Received and read",
    "ACKNOWLEDGE. {$ref :value} is received and read. Read by: {$role :value}.",
    "It is not yet acted on.",
  ),
  "AK-02": unreviewed(
    "Read-back",
    "ACKNOWLEDGE. {$ref :value} is received and understood. We read back: {$values :value}.",
  ),
  "AK-03": unreviewed(
    "Not understood",
    "ACKNOWLEDGE. {$ref :value} is received and not understood. Clarify: {$unclear :value}.",
  ),
  "AK-04": unreviewed(
    "Stand by",
    "ACKNOWLEDGE. Stand by on {$ref :value}. We will answer before {$until :value}.",
  ),
  "AK-05": unreviewed(
    "Passed to authority",
    "ACKNOWLEDGE. {$ref :value} is passed on. Passed to: {$level :value}. Time: {$at :value}.",
  ),
  "AK-06": unreviewed(
    "Read-back checked",
    ".input {$differing :value} .match $differing",
    "ALL-CORRECT {{ACKNOWLEDGE. Your read-back {$ref :value} is correct in all fields.}}",
    "* {{ACKNOWLEDGE. Your read-back {$ref :value} is not correct. Different: {$differing}.}}",
  ),
  "DC-01": unreviewed(
    "Accepted",
    "DECIDE. {$ref :value} is accepted. It will take effect at {$effective :value}.",
    "We accept: {$readBack :value}. On the authority of: {$authority :value}.",
  ),
  "DC-02": unreviewed(
    "Declined",
    "DECIDE. {$ref :value} is declined. Reason: {$reason :value}.",
    "We will answer again: {$again :value}. On the authority of: {$authority :value}.",
  ),
  "DC-03": unreviewed(
    "Counter-proposal or deferred",
    ".input {$changes :value} .match $changes",
    "NONE {{DECIDE. {$ref :value} is deferred. We will decide before {$answerBy :value}. On the authority of: {$authority :value}.}}",
    "* {{DECIDE. We make a counter-proposal to {$ref :value}. Changed values: {$changes}. Answer before {$answerBy :value}. On the authority of: {$authority :value}.}}",
  ),
  "CR-01": unreviewed(
    "Correction",
    "CORRECT. {$ref :value} is corrected. Correct values: {$changes :value}.",
  ),
  "CR-02": unreviewed(
    "Superseded",
    "CORRECT. {$ref :value} is superseded. In its place: {$replacement :value}",
  ),
  "CR-03": unreviewed(
    "Cancelled or on hold",
    ".input {$cause :value} .match $cause",
    "unconfirmed {{CORRECT. Do not act on {$ref :value} until it is confirmed.}}",
    "* {{CORRECT. {$ref :value} is cancelled. Reason: {$cause}.}}",
  ),
  "TN-01": unreviewed("Tension level", "DECLARE. Our tension level: {$level :value}."),
  "TL-01": unreviewed(
    "Translation of a remark",
    "TRANSLATE. Translation of the remark of {$ref :value}. Grade: {$grade :value}.",
    "Language: {$language :value}. Translation: {$translation :value}",
  ),
  "OW-01": unreviewed(
    "Orderwire",
    "ORDERWIRE. Between the officers on watch. It commits nobody and closes nothing. {$text :value}",
  ),
}
