// The English texts for matters between the parties: notices, questions, explanations, warnings, assurances, proposals.

import { unreviewed, type StatementText } from "../text.ts"

export const matters: Readonly<Record<string, StatementText>> = {
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
}
