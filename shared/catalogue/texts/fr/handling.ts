// The French texts for how statements themselves are handled: the line, acknowledgements, decisions, corrections.

import type { StatementText } from "../text.ts"
import { french } from "./typography.ts"

export const handling: Readonly<Record<string, StatementText>> = {
  "LC-01": french(
    "Contrôle de la ligne",
    "LIGNE. Contrôle de la ligne. Répétez ce texte : {$text :value}.",
    "Dernier numéro envoyé par nous : {$lastSent :value}. Dernier numéro reçu par nous : {$lastReceived :value}.",
    "Notre journal : {$head :value}. Voie : {$path :value}.",
  ),
  "LC-02": french(
    "Réponse au contrôle de la ligne",
    "LIGNE. Réponse au contrôle de la ligne {$ref :value}. Votre texte : {$echo :value}.",
    "Dernier numéro envoyé par nous : {$lastSent :value}. Dernier numéro reçu par nous : {$lastReceived :value}.",
    "Notre journal : {$head :value}.",
  ),
  "LC-03": french(
    "Relève de la veille",
    "LIGNE. La veille a changé. Sortant : {$outgoing :value}. Entrant : {$incoming :value}.",
    "Heure : {$at :value}. Traducteur présent : {$translator :value}.",
  ),
  "LC-04": french(
    "Ligne interrompue",
    "LIGNE. Cette ligne est interrompue pendant cette période : {$window :value}. Cause : {$cause :value}.",
    "Utilisez à la place : {$alternate :value}.",
  ),
  "LC-05": french(
    "Messages manquants",
    "LIGNE. Des messages venant de vous manquent ici. Répétez-les.",
    "Premier numéro manquant : {$firstMissing :value}. Dernier numéro manquant : {$lastMissing :value}.",
  ),
  "LC-06": french(
    "Trafic suspendu ou repris",
    "LIGNE. Catégorie de trafic : {$traffic :value}. État actuel : {$change :value}. À partir de : {$at :value}.",
    "Les avertissements, les accusés de réception et les notifications d’accident continuent.",
  ),
  "AK-01": french(
    "Reçu et lu",
    "ACCUSÉ DE RÉCEPTION. Le message {$ref :value} est reçu et lu. Lu par : {$role :value}.",
    "Aucune suite ne lui est encore donnée.",
  ),
  "AK-02": french(
    "Collationnement",
    "ACCUSÉ DE RÉCEPTION. Le message {$ref :value} est reçu et compris. Nous collationnons : {$values :value}.",
  ),
  "AK-03": french(
    "Non compris",
    "ACCUSÉ DE RÉCEPTION. Le message {$ref :value} est reçu et non compris. Précisez : {$unclear :value}.",
  ),
  "AK-04": french(
    "Attendez",
    "ACCUSÉ DE RÉCEPTION. Attendez au sujet du message {$ref :value}. Nous répondrons avant {$until :value}.",
  ),
  "AK-05": french(
    "Transmis à l’autorité",
    "ACCUSÉ DE RÉCEPTION. Le message {$ref :value} est transmis. Transmis à : {$level :value}. Heure : {$at :value}.",
  ),
  "AK-06": french(
    "Collationnement vérifié",
    ".input {$differing :value} .match $differing",
    "ALL-CORRECT {{ACCUSÉ DE RÉCEPTION. Votre collationnement {$ref :value} est exact dans tous les champs.}}",
    "* {{ACCUSÉ DE RÉCEPTION. Votre collationnement {$ref :value} est inexact. Différence : {$differing}.}}",
  ),
  "DC-01": french(
    "Accepté",
    "DÉCISION. La proposition {$ref :value} est acceptée. Elle prendra effet à {$effective :value}.",
    "Nous acceptons : {$readBack :value}. Par autorité de : {$authority :value}.",
  ),
  "DC-02": french(
    "Refusé",
    "DÉCISION. La proposition {$ref :value} est refusée. Motif : {$reason :value}.",
    "Nous répondrons à nouveau : {$again :value}. Par autorité de : {$authority :value}.",
  ),
  "DC-03": french(
    "Contre-proposition ou report",
    ".input {$changes :value} .match $changes",
    "NONE {{DÉCISION. La décision sur {$ref :value} est reportée. Nous déciderons avant {$answerBy :value}. Par autorité de : {$authority :value}.}}",
    "* {{DÉCISION. Nous faisons une contre-proposition à {$ref :value}. Valeurs modifiées : {$changes}. Répondez avant {$answerBy :value}. Par autorité de : {$authority :value}.}}",
  ),
  "CR-01": french(
    "Rectification",
    "RECTIFICATION. Le message {$ref :value} est rectifié. Valeurs exactes : {$changes :value}.",
  ),
  "CR-02": french(
    "Remplacement",
    "RECTIFICATION. Le message {$ref :value} est remplacé. À sa place : {$replacement :value}",
  ),
  "CR-03": french(
    "Annulation ou suspension",
    ".input {$cause :value} .match $cause",
    "unconfirmed {{RECTIFICATION. N’agissez pas sur le message {$ref :value} avant sa confirmation.}}",
    "* {{RECTIFICATION. Le message {$ref :value} est annulé. Motif : {$cause}.}}",
  ),
  "TN-01": french("Niveau de tension", "DÉCLARATION. Notre niveau de tension : {$level :value}."),
  "TL-01": french(
    "Traduction d’une remarque",
    "TRADUCTION. Traduction de la remarque du message {$ref :value}. Degré : {$grade :value}.",
    "Langue : {$language :value}. Traduction : {$translation :value}",
  ),
  "OW-01": french(
    "Liaison de service",
    "SERVICE. Entre les officiers de veille. Ce texte n’engage personne et ne clôt rien. {$text :value}",
  ),
}
