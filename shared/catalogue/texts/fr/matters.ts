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
  "NT-02": french(
    "Exercice ou tirs",
    "NOTIFICATION. Nous effectuerons un exercice ou des tirs. Période : {$window :value}.",
    "Zone : {$area :value}. Altitude maximale : {$maxAltitude :value}.",
    "Objets : {$objects :value}. Nombre d’unités : {$units :value}.",
  ),
  "NT-03": french(
    "Mouvement de forces",
    "NOTIFICATION. Nous déplaçons des forces. Ce n’est pas la préparation d’une attaque.",
    "Objet : {$object :value}. Nombre : {$count :value}. Zone de départ : {$fromArea :value}.",
    "Zone d’arrivée : {$toArea :value}. Période : {$window :value}. But : {$purpose :value}.",
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
  "NT-08": french(
    "Recherche et sauvetage",
    "NOTIFICATION. Une opération de recherche et de sauvetage est en cours. Elle n’a aucun but hostile.",
    "Zone : {$area :value}. Période : {$window :value}. Objet : {$object :value}.",
    "Nombre : {$count :value}. Unité : {$unit :value}.",
  ),
  "NT-09": french(
    "Action contre un tiers",
    "NOTIFICATION. Nous agirons contre un tiers près de vos forces. Restez à l’écart.",
    "Période : {$window :value}. Zone : {$area :value}. Objet : {$object :value}.",
    "Restez à l’écart jusqu’à : {$keepClearUntil :value}. Préavis : {$leadTime :value}.",
  ),
  "NT-10": french(
    "Personnes de votre côté chez nous",
    "NOTIFICATION. Des personnes de votre côté sont chez nous. Nombre : {$count :value}. Noms : {$names :value}.",
    "Raison de leur présence : {$custody :value}. État : {$condition :value}.",
    "Position : {$position :value}. Heure : {$at :value}.",
  ),
  "NT-11": french(
    "Mouvement ou site civil ou humanitaire",
    "NOTIFICATION. Mouvement ou site civil ou humanitaire.",
    "Cette notification ne donne aucune garantie et ne change aucune obligation.",
    "Zone : {$area :value}. Itinéraire : {$route :value}. Période : {$window :value}.",
    "Nom : {$name :value}. Emblème : {$symbol :value}.",
  ),
  "NT-12": french(
    "Nos systèmes sont perturbés",
    "NOTIFICATION. Nos systèmes de commandement ou d’alerte sont perturbés.",
    "Des réponses tardives et des observations manquées de notre côté sont possibles.",
    "Système : {$system :value}. Depuis : {$since :value}. Cause : {$cause :value}.",
    "Utilisez à la place : {$alternate :value}.",
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
  "QY-03": french(
    "Cet événement a-t-il eu lieu ?",
    "QUESTION. Cet événement a-t-il eu lieu ? Confirmez ou démentez. Événement : {$event :value}.",
    "Position : {$position :value}. Heure : {$at :value}.",
    "Certitude de notre information : {$confidence :value}.",
  ),
  "QY-04": french(
    "État de personnes ?",
    "QUESTION. Indiquez l’état de ces personnes. Noms : {$names :value}.",
    "Dernière position : {$position :value}. Heure : {$at :value}.",
  ),
  "QY-05": french(
    "Avez-vous dit ceci ?",
    "QUESTION. Avez-vous envoyé ce message ou fait cette déclaration ? {$said :value}.",
    "Heure : {$at :value}. Moyen : {$medium :value}.",
  ),
  "QY-06": french(
    "Quel message est valable ?",
    "QUESTION. Lequel de ces messages est valable ? Messages : {$messages :value}.",
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
  "EX-04": french(
    "Situation",
    ".input {$message :value} .match $message",
    "NONE {{EXPLICATION. Au sujet du message {$ref :value}. Situation de personnes ou d’objets. Nombre : {$count :value}. État : {$condition :value}. Position : {$position :value}. Certitude : {$confidence :value}.}}",
    "* {{EXPLICATION. Au sujet du message {$ref :value}. Le message valable est {$message}. Nombre : {$count :value}. État : {$condition :value}. Position : {$position :value}. Certitude : {$confidence :value}.}}",
  ),
  "WN-01": french(
    "Votre objet approche de notre frontière",
    "AVERTISSEMENT. Votre objet approche de notre frontière ou de notre zone. Nous demandons un virage.",
    "Direction demandée : {$requestedBearing :value}. Temps avant la frontière : {$timeToBorder :value}.",
    "Objet : {$object :value}. Position : {$position :value}. Heure : {$at :value}.",
    "Direction : {$bearing :value}. Vitesse : {$speed :value}. Altitude : {$altitude :value}.",
  ),
  "WN-02": french(
    "Zone dangereuse",
    "AVERTISSEMENT. Zone dangereuse. Restez à l’écart. Zone : {$area :value}. Période : {$window :value}.",
    "Danger : {$hazard :value}.",
  ),
  "WN-03": french(
    "La défense peut tirer",
    "AVERTISSEMENT. Une défense automatique ou rapprochée peut tirer dans cette zone. Zone : {$area :value}.",
    "Période : {$window :value}. Elle tire sur : {$engagement :value}.",
  ),
  "AS-01": french(
    "Non dirigé contre vous",
    "ASSURANCE. Cette activité n’est pas dirigée contre vous. Message concerné : {$ref :value}.",
    "Zone : {$area :value}. Période : {$window :value}. Objet : {$object :value}.",
    "Par autorité de : {$authority :value}.",
  ),
  "AS-02": french(
    "Plus de lancement ni de tir",
    "ASSURANCE. Au sujet du message {$ref :value}. Aucun autre lancement ni tir ne suivra.",
    "Les systèmes sont mis en sécurité. Objet : {$object :value}. Depuis : {$since :value}.",
    "Certitude : {$confidence :value}. Par autorité de : {$authority :value}.",
  ),
  "AS-03": french(
    "Pas avant une heure",
    "ASSURANCE. Nous ne ferons pas ceci avant l’heure indiquée. Action : {$action :value}.",
    "Zone : {$area :value}. Pas avant : {$until :value}. Par autorité de : {$authority :value}.",
  ),
  "AS-04": french(
    "Seul but",
    "ASSURANCE. Le seul but est : {$mission :value}. Objet : {$object :value}.",
    "Nombre : {$count :value}. Unité : {$unit :value}. Zone de départ : {$fromArea :value}.",
    "Zone d’arrivée : {$toArea :value}. Période : {$window :value}. Par autorité de : {$authority :value}.",
  ),
  "PR-01": french(
    "Cesser le feu",
    "PROPOSITION. Cesser le feu. Zone : {$area :value}. Domaines : {$domains :value}.",
    "À partir de : {$from :value}. Jusqu’à : {$until :value}. Par autorité de : {$authority :value}.",
  ),
  "PR-02": french(
    "Maintenir les forces à distance",
    "PROPOSITION. Maintenir les forces à distance. Objet : {$object :value}. Distance : {$distance :value}.",
    "Altitude minimale : {$minAltitude :value}. Altitude maximale : {$maxAltitude :value}.",
    "Zone : {$area :value}. Période : {$window :value}. Par autorité de : {$authority :value}.",
  ),
  "PR-03": french(
    "Passage sûr",
    "PROPOSITION. Passage sûr. Itinéraire : {$route :value}. Période : {$window :value}.",
    "Objet : {$object :value}. Nombre : {$count :value}. Par autorité de : {$authority :value}.",
  ),
  "PR-04": french(
    "Se parler",
    "PROPOSITION. Se parler. Niveau : {$level :value}. Heure : {$at :value}. Mode : {$means :value}.",
    "Langue : {$language :value}. Par autorité de : {$authority :value}.",
  ),
  "PR-05": french(
    "Enquête commune",
    "PROPOSITION. Enquête commune sur les faits. Zone : {$area :value}. Période : {$window :value}.",
    "Facilitateur : {$facilitator :value}. Par autorité de : {$authority :value}.",
  ),
  "PR-06": french(
    "Remise",
    "PROPOSITION. Remettre : {$subject :value}. Nombre : {$count :value}. Position : {$position :value}.",
    "Heure : {$at :value}. Par autorité de : {$authority :value}.",
  ),
}
