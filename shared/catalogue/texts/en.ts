// The English texts. Label and value, one thing a sentence, so that no value bends a word around it.

import { unreviewed, type LanguageTexts } from "./text.ts"
import { words } from "./en-words.ts"

export const en: LanguageTexts = {
  words,
  acts: {
    line: "LINE",
    acknowledge: "ACKNOWLEDGE",
    notify: "NOTIFY",
    query: "QUERY",
    explain: "EXPLAIN",
    assure: "ASSURE",
    propose: "PROPOSE",
    decide: "DECIDE",
    correct: "CORRECT",
    declare: "DECLARE",
  },
  texts: {
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
    "NT-01": unreviewed(
      "Launch",
      "NOTIFY. We will launch. Object: {$object :value}. Number: {$count :value}.",
      "Window: {$window :value}. Launch area: {$launchArea :value}. Bearing: {$bearing :value}.",
      "Impact area: {$impactArea :value}. Highest altitude: {$maxAltitude :value}.",
    ),
    "NT-04": unreviewed(
      "Straying object",
      "NOTIFY. Our object has strayed. Entry into your territory is possible.",
      "Object: {$object :value}. Position: {$position :value}. Time: {$at :value}.",
      "Bearing: {$bearing :value}. Speed: {$speed :value}. Altitude: {$altitude :value}.",
      "Armed: {$armed :value}.",
    ),
    "NT-05": unreviewed(
      "Accidental or unauthorised launch",
      "NOTIFY. Accidental or unauthorised launch or fire from our side.",
      "Object: {$object :value}. Number: {$count :value}.",
      "Launch position: {$launchPosition :value}. Time: {$at :value}. Bearing: {$bearing :value}.",
      "Predicted impact area: {$impactArea :value}. Time to impact: {$timeToImpact :value}.",
      "Armed: {$armed :value}. Self-destruct: {$selfDestruct :value}.",
    ),
    "NT-06": unreviewed(
      "Incident between our forces",
      "NOTIFY. An incident has occurred between our forces.",
      "Our object: {$ourObject :value}. Your object: {$yourObject :value}.",
      "Position: {$position :value}. Time: {$at :value}. Cause: {$cause :value}.",
      "Casualties: {$casualties :value}. Confidence: {$confidence :value}.",
    ),
    "NT-07": unreviewed(
      "Detected object, not ours",
      "NOTIFY. We detect an object. It is not ours.",
      "Object: {$object :value}. Number: {$count :value}. Position: {$position :value}.",
      "Time: {$at :value}. Bearing: {$bearing :value}. Speed: {$speed :value}.",
      "Altitude: {$altitude :value}. Confidence: {$confidence :value}.",
    ),
    "QY-01": unreviewed(
      "Is this object yours?",
      "QUERY. Is this object yours? Object: {$object :value}. Position: {$position :value}.",
      "Time: {$at :value}. Bearing: {$bearing :value}. Speed: {$speed :value}.",
      "Altitude: {$altitude :value}.",
    ),
    "QY-02": unreviewed(
      "Explain this activity",
      "QUERY. Explain this activity. Area: {$area :value}. Window: {$window :value}.",
      "Object: {$object :value}. We observe: {$facts :value}.",
    ),
    "QY-05": unreviewed(
      "Did you say this?",
      "QUERY. Did you send this message or make this statement? {$said :value}.",
      "Time: {$at :value}. Medium: {$medium :value}.",
    ),
    "EX-01": unreviewed(
      "Whose it is",
      "EXPLAIN. Concerning {$ref :value}. Whose it is: {$ownership :value}.",
      "Object: {$object :value}. Confidence: {$confidence :value}.",
    ),
    "EX-02": unreviewed(
      "Cause or purpose",
      "EXPLAIN. Concerning {$ref :value}. Cause or purpose: {$cause :value}.",
      "Window: {$window :value}. Confidence: {$confidence :value}.",
    ),
    "EX-03": unreviewed(
      "Not known yet",
      "EXPLAIN. Concerning {$ref :value}. Not known yet.",
      "We will report before {$nextReport :value}.",
    ),
    "AS-02": unreviewed(
      "No further launch or fire",
      "ASSURE. Concerning {$ref :value}. No further launch or fire will follow.",
      "The systems are made safe. Object: {$object :value}. Since: {$since :value}.",
      "Confidence: {$confidence :value}. On the authority of: {$authority :value}.",
    ),
    "PR-01": unreviewed(
      "Stop firing",
      "PROPOSE. Stop firing. Area: {$area :value}. Domains: {$domains :value}.",
      "From: {$from :value}. Until: {$until :value}. On the authority of: {$authority :value}.",
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
  },
}
