// The English texts for matters between the parties: notices, questions, explanations, warnings, assurances, proposals.

import { unreviewed, type StatementText } from "../text.ts"

export const matters: Readonly<Record<string, StatementText>> = {
  "NT-01": unreviewed(
    "Launch",
    "NOTIFY. We will launch. Object: {$object :value}. Number: {$count :value}.",
    "Window: {$window :value}. Launch area: {$launchArea :value}. Bearing: {$bearing :value}.",
    "Impact area: {$impactArea :value}. Highest altitude: {$maxAltitude :value}.",
  ),
  "NT-02": unreviewed(
    "Exercise or firing",
    "NOTIFY. We will hold an exercise or a firing. Window: {$window :value}.",
    "Area: {$area :value}. Highest altitude: {$maxAltitude :value}.",
    "Objects: {$objects :value}. Number of units: {$units :value}.",
  ),
  "NT-03": unreviewed(
    "Movement of forces",
    "NOTIFY. We are moving forces. This is not preparation for attack.",
    "Object: {$object :value}. Number: {$count :value}. From area: {$fromArea :value}.",
    "To area: {$toArea :value}. Window: {$window :value}. Purpose: {$purpose :value}.",
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
  "NT-08": unreviewed(
    "Search and rescue",
    "NOTIFY. A search and rescue operation is in progress. It has no hostile purpose.",
    "Area: {$area :value}. Window: {$window :value}. Object: {$object :value}.",
    "Number: {$count :value}. Unit: {$unit :value}.",
  ),
  "NT-09": unreviewed(
    "Action against a third party",
    "NOTIFY. We will act against a third party near your forces. Keep clear.",
    "Window: {$window :value}. Area: {$area :value}. Object: {$object :value}.",
    "Keep clear until: {$keepClearUntil :value}. Lead time: {$leadTime :value}.",
  ),
  "NT-10": unreviewed(
    "Persons of yours with us",
    "NOTIFY. Persons of yours are with us. Number: {$count :value}. Names: {$names :value}.",
    "Why they are here: {$custody :value}. Condition: {$condition :value}.",
    "Position: {$position :value}. Time: {$at :value}.",
  ),
  "NT-11": unreviewed(
    "Civil or humanitarian movement or site",
    "NOTIFY. Civil or humanitarian movement or site.",
    "This notice gives no guarantee and changes no obligation.",
    "Area: {$area :value}. Route: {$route :value}. Window: {$window :value}.",
    "Name: {$name :value}. Symbol: {$symbol :value}.",
  ),
  "NT-12": unreviewed(
    "Our systems are disturbed",
    "NOTIFY. Our command or warning systems are disturbed.",
    "Late answers and missed observations on our side are possible.",
    "System: {$system :value}. Since: {$since :value}. Cause: {$cause :value}.",
    "Use instead: {$alternate :value}.",
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
  "QY-03": unreviewed(
    "Did this event happen?",
    "QUERY. Did this event happen? Confirm or deny. Event: {$event :value}.",
    "Position: {$position :value}. Time: {$at :value}.",
    "Confidence of our information: {$confidence :value}.",
  ),
  "QY-04": unreviewed(
    "Condition of persons?",
    "QUERY. State the condition of these persons. Names: {$names :value}.",
    "Last position: {$position :value}. Time: {$at :value}.",
  ),
  "QY-05": unreviewed(
    "Did you say this?",
    "QUERY. Did you send this message or make this statement? {$said :value}.",
    "Time: {$at :value}. Medium: {$medium :value}.",
  ),
  "QY-06": unreviewed(
    "Which message is current?",
    "QUERY. Which of these messages is current? Messages: {$messages :value}.",
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
  "EX-04": unreviewed(
    "Status",
    ".input {$message :value} .match $message",
    "NONE {{EXPLAIN. Concerning {$ref :value}. Status of persons or objects. Number: {$count :value}. Condition: {$condition :value}. Position: {$position :value}. Confidence: {$confidence :value}.}}",
    "* {{EXPLAIN. Concerning {$ref :value}. The current message is {$message}. Number: {$count :value}. Condition: {$condition :value}. Position: {$position :value}. Confidence: {$confidence :value}.}}",
  ),
  "WN-01": unreviewed(
    "Your object approaches our border",
    "WARN. Your object approaches our border or zone. We request a turn.",
    "Requested bearing: {$requestedBearing :value}. Time to border: {$timeToBorder :value}.",
    "Object: {$object :value}. Position: {$position :value}. Time: {$at :value}.",
    "Bearing: {$bearing :value}. Speed: {$speed :value}. Altitude: {$altitude :value}.",
  ),
  "WN-02": unreviewed(
    "Danger area",
    "WARN. Danger area. Keep clear. Area: {$area :value}. Window: {$window :value}.",
    "Hazard: {$hazard :value}.",
  ),
  "WN-03": unreviewed(
    "Defence may engage",
    "WARN. Automatic or point defence may engage in this area. Area: {$area :value}.",
    "Window: {$window :value}. It engages: {$engagement :value}.",
  ),
  "AS-01": unreviewed(
    "Not directed at you",
    "ASSURE. This activity is not directed at you. Concerning message: {$ref :value}.",
    "Area: {$area :value}. Window: {$window :value}. Object: {$object :value}.",
    "On the authority of: {$authority :value}.",
  ),
  "AS-02": unreviewed(
    "No further launch or fire",
    "ASSURE. Concerning {$ref :value}. No further launch or fire will follow.",
    "The systems are made safe. Object: {$object :value}. Since: {$since :value}.",
    "Confidence: {$confidence :value}. On the authority of: {$authority :value}.",
  ),
  "AS-03": unreviewed(
    "Not before a time",
    "ASSURE. We will not do this before the time given. Action: {$action :value}.",
    "Area: {$area :value}. Not before: {$until :value}. On the authority of: {$authority :value}.",
  ),
  "AS-04": unreviewed(
    "Sole purpose",
    "ASSURE. The sole purpose is: {$mission :value}. Object: {$object :value}.",
    "Number: {$count :value}. Unit: {$unit :value}. From area: {$fromArea :value}.",
    "To area: {$toArea :value}. Window: {$window :value}. On the authority of: {$authority :value}.",
  ),
  "PR-01": unreviewed(
    "Stop firing",
    "PROPOSE. Stop firing. Area: {$area :value}. Domains: {$domains :value}.",
    "From: {$from :value}. Until: {$until :value}. On the authority of: {$authority :value}.",
  ),
  "PR-02": unreviewed(
    "Keep forces apart",
    "PROPOSE. Keep forces apart. Object: {$object :value}. Distance: {$distance :value}.",
    "Lowest altitude: {$minAltitude :value}. Highest altitude: {$maxAltitude :value}.",
    "Area: {$area :value}. Window: {$window :value}. On the authority of: {$authority :value}.",
  ),
  "PR-03": unreviewed(
    "Safe passage",
    "PROPOSE. Safe passage. Route: {$route :value}. Window: {$window :value}.",
    "Object: {$object :value}. Number: {$count :value}. On the authority of: {$authority :value}.",
  ),
  "PR-04": unreviewed(
    "Talk",
    "PROPOSE. Talk. Level: {$level :value}. Time: {$at :value}. Means: {$means :value}.",
    "Language: {$language :value}. On the authority of: {$authority :value}.",
  ),
  "PR-05": unreviewed(
    "Joint fact-finding",
    "PROPOSE. Joint fact-finding. Area: {$area :value}. Window: {$window :value}.",
    "Facilitator: {$facilitator :value}. On the authority of: {$authority :value}.",
  ),
  "PR-06": unreviewed(
    "Hand over",
    "PROPOSE. Hand over: {$subject :value}. Number: {$count :value}. Position: {$position :value}.",
    "Time: {$at :value}. On the authority of: {$authority :value}.",
  ),
}
