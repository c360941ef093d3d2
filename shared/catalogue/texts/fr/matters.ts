// The French texts for matters between the parties: notices, questions, explanations, warnings, assurances, proposals.

import type { StatementText } from "../text.ts"
import { french } from "./typography.ts"

export const matters: Readonly<Record<string, StatementText>> = {
  "NT-01": french(
    "Lancement",
    "NOTIFICATION. Nous effectuerons un lancement. Objet : {$object :value}. Nombre : {$count :value}.",
    "Période : {$window :value}. Zone de lancement : {$launchArea :value}. Direction : {$bearing :value}.",
    "Zone d’impact : {$impactArea :value}. Altitude maximale : {$maxAltitude :value}.",
  ),
  "NT-04": french(
    "Objet égaré",
    "NOTIFICATION. Un de nos objets a dévié de sa route. Son entrée sur votre territoire est possible.",
    "Objet : {$object :value}. Position : {$position :value}. Heure : {$at :value}.",
    "Direction : {$bearing :value}. Vitesse : {$speed :value}. Altitude : {$altitude :value}.",
    "Armé : {$armed :value}.",
  ),
  "NT-05": french(
    "Lancement accidentel ou non autorisé",
    "NOTIFICATION. Lancement ou tir accidentel ou non autorisé de notre part.",
    "Objet : {$object :value}. Nombre : {$count :value}.",
    "Position de lancement : {$launchPosition :value}. Heure : {$at :value}. Direction : {$bearing :value}.",
    "Zone d’impact prévue : {$impactArea :value}. Temps avant impact : {$timeToImpact :value}.",
    "Armé : {$armed :value}. Autodestruction : {$selfDestruct :value}.",
  ),
  "NT-06": french(
    "Incident entre nos forces",
    "NOTIFICATION. Un incident s’est produit entre nos forces.",
    "Notre objet : {$ourObject :value}. Votre objet : {$yourObject :value}.",
    "Position : {$position :value}. Heure : {$at :value}. Cause : {$cause :value}.",
    "Victimes : {$casualties :value}. Certitude : {$confidence :value}.",
  ),
  "NT-07": french(
    "Objet détecté, pas à nous",
    "NOTIFICATION. Nous détectons un objet. Il n’est pas à nous.",
    "Objet : {$object :value}. Nombre : {$count :value}. Position : {$position :value}.",
    "Heure : {$at :value}. Direction : {$bearing :value}. Vitesse : {$speed :value}.",
    "Altitude : {$altitude :value}. Certitude : {$confidence :value}.",
  ),
  "QY-01": french(
    "Cet objet est-il à vous ?",
    "QUESTION. Cet objet est-il à vous ? Objet : {$object :value}. Position : {$position :value}.",
    "Heure : {$at :value}. Direction : {$bearing :value}. Vitesse : {$speed :value}.",
    "Altitude : {$altitude :value}.",
  ),
  "QY-02": french(
    "Expliquez cette activité",
    "QUESTION. Expliquez cette activité. Zone : {$area :value}. Période : {$window :value}.",
    "Objet : {$object :value}. Nous observons : {$facts :value}.",
  ),
  "QY-05": french(
    "Avez-vous dit ceci ?",
    "QUESTION. Avez-vous envoyé ce message ou fait cette déclaration ? {$said :value}.",
    "Heure : {$at :value}. Moyen : {$medium :value}.",
  ),
  "EX-01": french(
    "À qui est l’objet",
    "EXPLICATION. Au sujet du message {$ref :value}. Appartenance : {$ownership :value}.",
    "Objet : {$object :value}. Certitude : {$confidence :value}.",
  ),
  "EX-02": french(
    "Cause ou but",
    "EXPLICATION. Au sujet du message {$ref :value}. Cause ou but : {$cause :value}.",
    "Période : {$window :value}. Certitude : {$confidence :value}.",
  ),
  "EX-03": french(
    "Pas encore connu",
    "EXPLICATION. Au sujet du message {$ref :value}. Pas encore connu.",
    "Nous rendrons compte avant {$nextReport :value}.",
  ),
  "AS-02": french(
    "Plus de lancement ni de tir",
    "ASSURANCE. Au sujet du message {$ref :value}. Aucun autre lancement ni tir ne suivra.",
    "Les systèmes sont mis en sécurité. Objet : {$object :value}. Depuis : {$since :value}.",
    "Certitude : {$confidence :value}. Par autorité de : {$authority :value}.",
  ),
  "PR-01": french(
    "Cesser le feu",
    "PROPOSITION. Cesser le feu. Zone : {$area :value}. Domaines : {$domains :value}.",
    "À partir de : {$from :value}. Jusqu’à : {$until :value}. Par autorité de : {$authority :value}.",
  ),
}
