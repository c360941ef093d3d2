// The Spanish texts for matters between the parties: notices, questions, explanations, warnings, assurances, proposals.

import { unreviewed, type StatementText } from "../text.ts"

export const matters: Readonly<Record<string, StatementText>> = {
  "NT-01": unreviewed(
    "Lanzamiento",
    "NOTIFICACIÓN. Efectuaremos un lanzamiento. Objeto: {$object :value}. Cantidad: {$count :value}.",
    "Período: {$window :value}. Zona de lanzamiento: {$launchArea :value}. Rumbo: {$bearing :value}.",
    "Zona de impacto: {$impactArea :value}. Altitud máxima: {$maxAltitude :value}.",
  ),
  "NT-04": unreviewed(
    "Objeto extraviado",
    "NOTIFICACIÓN. Un objeto nuestro se ha desviado. Su entrada en su territorio es posible.",
    "Objeto: {$object :value}. Posición: {$position :value}. Hora: {$at :value}.",
    "Rumbo: {$bearing :value}. Velocidad: {$speed :value}. Altitud: {$altitude :value}.",
    "Armado: {$armed :value}.",
  ),
  "NT-05": unreviewed(
    "Lanzamiento accidental o no autorizado",
    "NOTIFICACIÓN. Lanzamiento o disparo accidental o no autorizado de nuestra parte.",
    "Objeto: {$object :value}. Cantidad: {$count :value}.",
    "Posición de lanzamiento: {$launchPosition :value}. Hora: {$at :value}. Rumbo: {$bearing :value}.",
    "Zona de impacto prevista: {$impactArea :value}. Tiempo hasta el impacto: {$timeToImpact :value}.",
    "Armado: {$armed :value}. Autodestrucción: {$selfDestruct :value}.",
  ),
  "NT-06": unreviewed(
    "Incidente entre nuestras fuerzas",
    "NOTIFICACIÓN. Ha ocurrido un incidente entre nuestras fuerzas.",
    "Nuestro objeto: {$ourObject :value}. Su objeto: {$yourObject :value}.",
    "Posición: {$position :value}. Hora: {$at :value}. Causa: {$cause :value}.",
    "Víctimas: {$casualties :value}. Certeza: {$confidence :value}.",
  ),
  "NT-07": unreviewed(
    "Objeto detectado, no nuestro",
    "NOTIFICACIÓN. Detectamos un objeto. No es nuestro.",
    "Objeto: {$object :value}. Cantidad: {$count :value}. Posición: {$position :value}.",
    "Hora: {$at :value}. Rumbo: {$bearing :value}. Velocidad: {$speed :value}.",
    "Altitud: {$altitude :value}. Certeza: {$confidence :value}.",
  ),
  "QY-01": unreviewed(
    "¿Es de ustedes este objeto?",
    "CONSULTA. ¿Es de ustedes este objeto? Objeto: {$object :value}. Posición: {$position :value}.",
    "Hora: {$at :value}. Rumbo: {$bearing :value}. Velocidad: {$speed :value}.",
    "Altitud: {$altitude :value}.",
  ),
  "QY-02": unreviewed(
    "Expliquen esta actividad",
    "CONSULTA. Expliquen esta actividad. Zona: {$area :value}. Período: {$window :value}.",
    "Objeto: {$object :value}. Observamos: {$facts :value}.",
  ),
  "QY-05": unreviewed(
    "¿Han dicho ustedes esto?",
    "CONSULTA. ¿Han enviado ustedes este mensaje o hecho esta declaración? {$said :value}.",
    "Hora: {$at :value}. Medio: {$medium :value}.",
  ),
  "EX-01": unreviewed(
    "De quién es",
    "EXPLICACIÓN. Respecto del mensaje {$ref :value}. Pertenencia: {$ownership :value}.",
    "Objeto: {$object :value}. Certeza: {$confidence :value}.",
  ),
  "EX-02": unreviewed(
    "Causa o finalidad",
    "EXPLICACIÓN. Respecto del mensaje {$ref :value}. Causa o finalidad: {$cause :value}.",
    "Período: {$window :value}. Certeza: {$confidence :value}.",
  ),
  "EX-03": unreviewed(
    "Todavía no se sabe",
    "EXPLICACIÓN. Respecto del mensaje {$ref :value}. Todavía no se sabe.",
    "Informaremos antes de {$nextReport :value}.",
  ),
  "AS-02": unreviewed(
    "Ningún otro lanzamiento ni disparo",
    "GARANTÍA. Respecto del mensaje {$ref :value}. No seguirá ningún otro lanzamiento ni disparo.",
    "Los sistemas están asegurados. Objeto: {$object :value}. Desde: {$since :value}.",
    "Certeza: {$confidence :value}. Por autoridad de: {$authority :value}.",
  ),
  "PR-01": unreviewed(
    "Alto el fuego",
    "PROPUESTA. Alto el fuego. Zona: {$area :value}. Ámbitos: {$domains :value}.",
    "Desde: {$from :value}. Hasta: {$until :value}. Por autoridad de: {$authority :value}.",
  ),
}
