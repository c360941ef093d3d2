// The Spanish texts for how statements themselves are handled: the line, acknowledgements, decisions, corrections.

import { unreviewed, type StatementText } from "../text.ts"

export const handling: Readonly<Record<string, StatementText>> = {
  "LC-01": unreviewed(
    "Prueba de línea",
    "LÍNEA. Prueba de línea. Repitan este texto: {$text :value}.",
    "Último número enviado por nosotros: {$lastSent :value}. Último número recibido por nosotros: {$lastReceived :value}.",
    "Nuestro registro: {$head :value}. Vía: {$path :value}.",
  ),
  "LC-02": unreviewed(
    "Respuesta a la prueba de línea",
    "LÍNEA. Respuesta a la prueba de línea {$ref :value}. Texto de ustedes: {$echo :value}.",
    "Último número enviado por nosotros: {$lastSent :value}. Último número recibido por nosotros: {$lastReceived :value}.",
    "Nuestro registro: {$head :value}.",
  ),
  "LC-03": unreviewed(
    "Cambio de guardia",
    "LÍNEA. La guardia ha cambiado. Saliente: {$outgoing :value}. Entrante: {$incoming :value}.",
    "Hora: {$at :value}. Traductor presente: {$translator :value}.",
  ),
  "LC-04": unreviewed(
    "Línea interrumpida",
    "LÍNEA. Esta línea está interrumpida en este período: {$window :value}. Causa: {$cause :value}.",
    "Usen en su lugar: {$alternate :value}.",
  ),
  "LC-05": unreviewed(
    "Faltan mensajes",
    "LÍNEA. Faltan aquí mensajes de ustedes. Repítanlos.",
    "Primer número que falta: {$firstMissing :value}. Último número que falta: {$lastMissing :value}.",
  ),
  "LC-06": unreviewed(
    "Tráfico suspendido o reanudado",
    "LÍNEA. Clase de tráfico: {$traffic :value}. Estado actual: {$change :value}. Desde: {$at :value}.",
    "Las advertencias, los acuses de recibo y las notificaciones de accidentes continúan.",
  ),
  "AK-01": unreviewed(
    "Recibido y leído",
    "ACUSE DE RECIBO. El mensaje {$ref :value} está recibido y leído. Leído por: {$role :value}.",
    "Todavía no se ha actuado al respecto.",
  ),
  "AK-02": unreviewed(
    "Colación",
    "ACUSE DE RECIBO. El mensaje {$ref :value} está recibido y entendido. Repetimos: {$values :value}.",
  ),
  "AK-03": unreviewed(
    "No entendido",
    "ACUSE DE RECIBO. El mensaje {$ref :value} está recibido y no entendido. Aclaren: {$unclear :value}.",
  ),
  "AK-04": unreviewed(
    "Esperen",
    "ACUSE DE RECIBO. Esperen respecto del mensaje {$ref :value}. Responderemos antes de {$until :value}.",
  ),
  "AK-05": unreviewed(
    "Transmitido a la autoridad",
    "ACUSE DE RECIBO. El mensaje {$ref :value} está transmitido. Transmitido a: {$level :value}. Hora: {$at :value}.",
  ),
  "AK-06": unreviewed(
    "Colación comprobada",
    ".input {$differing :value} .match $differing",
    "ALL-CORRECT {{ACUSE DE RECIBO. La colación de ustedes {$ref :value} es correcta en todos los campos.}}",
    "* {{ACUSE DE RECIBO. La colación de ustedes {$ref :value} no es correcta. Diferencia: {$differing}.}}",
  ),
  "DC-01": unreviewed(
    "Aceptado",
    "DECISIÓN. La propuesta {$ref :value} está aceptada. Surtirá efecto en {$effective :value}.",
    "Aceptamos: {$readBack :value}. Por autoridad de: {$authority :value}.",
  ),
  "DC-02": unreviewed(
    "Rechazado",
    "DECISIÓN. La propuesta {$ref :value} está rechazada. Motivo: {$reason :value}.",
    "Responderemos de nuevo: {$again :value}. Por autoridad de: {$authority :value}.",
  ),
  "DC-03": unreviewed(
    "Contrapropuesta o aplazamiento",
    ".input {$changes :value} .match $changes",
    "NONE {{DECISIÓN. La decisión sobre {$ref :value} se aplaza. Decidiremos antes de {$answerBy :value}. Por autoridad de: {$authority :value}.}}",
    "* {{DECISIÓN. Hacemos una contrapropuesta a {$ref :value}. Valores cambiados: {$changes}. Respondan antes de {$answerBy :value}. Por autoridad de: {$authority :value}.}}",
  ),
  "CR-01": unreviewed(
    "Rectificación",
    "RECTIFICACIÓN. El mensaje {$ref :value} está rectificado. Valores correctos: {$changes :value}.",
  ),
  "CR-02": unreviewed(
    "Sustitución",
    "RECTIFICACIÓN. El mensaje {$ref :value} está sustituido. En su lugar: {$replacement :value}",
  ),
  "CR-03": unreviewed(
    "Anulación o suspensión",
    ".input {$cause :value} .match $cause",
    "unconfirmed {{RECTIFICACIÓN. No actúen según el mensaje {$ref :value} hasta su confirmación.}}",
    "* {{RECTIFICACIÓN. El mensaje {$ref :value} está anulado. Motivo: {$cause}.}}",
  ),
  "TN-01": unreviewed(
    "Nivel de tensión",
    "DECLARACIÓN. Nuestro nivel de tensión: {$level :value}.",
  ),
  "TL-01": unreviewed(
    "Traducción de una observación",
    "TRADUCCIÓN. Traducción de la observación del mensaje {$ref :value}. Grado: {$grade :value}.",
    "Idioma: {$language :value}. Traducción: {$translation :value}",
  ),
  "OW-01": unreviewed(
    "Canal de servicio",
    "SERVICIO. Entre los oficiales de guardia. No obliga a nadie y no cierra nada. {$text :value}",
  ),
}
