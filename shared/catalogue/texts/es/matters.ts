// The Spanish texts for matters between the parties: notices, questions, explanations, warnings, assurances, proposals.

import { unreviewed, type StatementText } from "../text.ts"

export const matters: Readonly<Record<string, StatementText>> = {
  "NT-01": unreviewed(
    "Lanzamiento",
    "NOTIFICACIÓN. Efectuaremos un lanzamiento. Objeto: {$object :value}. Cantidad: {$count :value}.",
    "Período: {$window :value}. Zona de lanzamiento: {$launchArea :value}. Rumbo: {$bearing :value}.",
    "Zona de impacto: {$impactArea :value}. Altitud máxima: {$maxAltitude :value}.",
  ),
  "NT-02": unreviewed(
    "Ejercicio o prácticas de tiro",
    "NOTIFICACIÓN. Realizaremos un ejercicio o prácticas de tiro. Período: {$window :value}.",
    "Zona: {$area :value}. Altitud máxima: {$maxAltitude :value}.",
    "Objetos: {$objects :value}. Cantidad de unidades: {$units :value}.",
  ),
  "NT-03": unreviewed(
    "Movimiento de fuerzas",
    "NOTIFICACIÓN. Estamos moviendo fuerzas. No es la preparación de un ataque.",
    "Objeto: {$object :value}. Cantidad: {$count :value}. Zona de salida: {$fromArea :value}.",
    "Zona de llegada: {$toArea :value}. Período: {$window :value}. Finalidad: {$purpose :value}.",
  ),
  "NT-04": unreviewed(
    "Objeto extraviado",
    "NOTIFICACIÓN. Un objeto nuestro se ha desviado. Su entrada en el territorio de ustedes es posible.",
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
    "Nuestro objeto: {$ourObject :value}. Objeto de ustedes: {$yourObject :value}.",
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
  "NT-08": unreviewed(
    "Búsqueda y salvamento",
    "NOTIFICACIÓN. Hay en curso una operación de búsqueda y salvamento. No tiene finalidad hostil.",
    "Zona: {$area :value}. Período: {$window :value}. Objeto: {$object :value}.",
    "Cantidad: {$count :value}. Unidad: {$unit :value}.",
  ),
  "NT-09": unreviewed(
    "Acción contra un tercero",
    "NOTIFICACIÓN. Actuaremos contra un tercero cerca de las fuerzas de ustedes. Manténganse alejados.",
    "Período: {$window :value}. Zona: {$area :value}. Objeto: {$object :value}.",
    "Manténganse alejados hasta: {$keepClearUntil :value}. Antelación: {$leadTime :value}.",
  ),
  "NT-10": unreviewed(
    "Personas de ustedes con nosotros",
    "NOTIFICACIÓN. Personas de ustedes están con nosotros. Cantidad: {$count :value}. Nombres: {$names :value}.",
    "Por qué están aquí: {$custody :value}. Estado: {$condition :value}.",
    "Posición: {$position :value}. Hora: {$at :value}.",
  ),
  "NT-11": unreviewed(
    "Movimiento o lugar civil o humanitario",
    "NOTIFICACIÓN. Movimiento o lugar civil o humanitario.",
    "Esta notificación no da ninguna garantía y no cambia ninguna obligación.",
    "Zona: {$area :value}. Ruta: {$route :value}. Período: {$window :value}.",
    "Nombre: {$name :value}. Emblema: {$symbol :value}.",
  ),
  "NT-12": unreviewed(
    "Nuestros sistemas están perturbados",
    "NOTIFICACIÓN. Nuestros sistemas de mando o de alerta están perturbados.",
    "Respuestas tardías y observaciones perdidas de nuestra parte son posibles.",
    "Sistema: {$system :value}. Desde: {$since :value}. Causa: {$cause :value}.",
    "Usen en su lugar: {$alternate :value}.",
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
  "QY-03": unreviewed(
    "¿Ha ocurrido este suceso?",
    "CONSULTA. ¿Ha ocurrido este suceso? Confirmen o nieguen. Suceso: {$event :value}.",
    "Posición: {$position :value}. Hora: {$at :value}.",
    "Certeza de nuestra información: {$confidence :value}.",
  ),
  "QY-04": unreviewed(
    "¿Estado de personas?",
    "CONSULTA. Indiquen el estado de estas personas. Nombres: {$names :value}.",
    "Última posición: {$position :value}. Hora: {$at :value}.",
  ),
  "QY-05": unreviewed(
    "¿Han dicho ustedes esto?",
    "CONSULTA. ¿Han enviado ustedes este mensaje o hecho esta declaración? {$said :value}.",
    "Hora: {$at :value}. Medio: {$medium :value}.",
  ),
  "QY-06": unreviewed(
    "¿Qué mensaje es el vigente?",
    "CONSULTA. ¿Cuál de estos mensajes es el vigente? Mensajes: {$messages :value}.",
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
  "EX-04": unreviewed(
    "Situación",
    ".input {$message :value} .match $message",
    "NONE {{EXPLICACIÓN. Respecto del mensaje {$ref :value}. Situación de personas u objetos. Cantidad: {$count :value}. Estado: {$condition :value}. Posición: {$position :value}. Certeza: {$confidence :value}.}}",
    "* {{EXPLICACIÓN. Respecto del mensaje {$ref :value}. El mensaje vigente es {$message}. Cantidad: {$count :value}. Estado: {$condition :value}. Posición: {$position :value}. Certeza: {$confidence :value}.}}",
  ),
  "WN-01": unreviewed(
    "Un objeto de ustedes se aproxima a nuestra frontera",
    "ADVERTENCIA. Un objeto de ustedes se aproxima a nuestra frontera o zona. Solicitamos un viraje.",
    "Rumbo solicitado: {$requestedBearing :value}. Tiempo hasta la frontera: {$timeToBorder :value}.",
    "Objeto: {$object :value}. Posición: {$position :value}. Hora: {$at :value}.",
    "Rumbo: {$bearing :value}. Velocidad: {$speed :value}. Altitud: {$altitude :value}.",
  ),
  "WN-02": unreviewed(
    "Zona de peligro",
    "ADVERTENCIA. Zona de peligro. Manténganse alejados. Zona: {$area :value}. Período: {$window :value}.",
    "Peligro: {$hazard :value}.",
  ),
  "WN-03": unreviewed(
    "La defensa puede disparar",
    "ADVERTENCIA. Una defensa automática o de punto puede disparar en esta zona. Zona: {$area :value}.",
    "Período: {$window :value}. Dispara contra: {$engagement :value}.",
  ),
  "AS-01": unreviewed(
    "No va dirigido contra ustedes",
    "GARANTÍA. Esta actividad no va dirigida contra ustedes. Mensaje en cuestión: {$ref :value}.",
    "Zona: {$area :value}. Período: {$window :value}. Objeto: {$object :value}.",
    "Por autoridad de: {$authority :value}.",
  ),
  "AS-02": unreviewed(
    "Ningún otro lanzamiento ni disparo",
    "GARANTÍA. Respecto del mensaje {$ref :value}. No seguirá ningún otro lanzamiento ni disparo.",
    "Los sistemas están asegurados. Objeto: {$object :value}. Desde: {$since :value}.",
    "Certeza: {$confidence :value}. Por autoridad de: {$authority :value}.",
  ),
  "AS-03": unreviewed(
    "No antes de una hora",
    "GARANTÍA. No haremos esto antes de la hora indicada. Acción: {$action :value}.",
    "Zona: {$area :value}. No antes de: {$until :value}. Por autoridad de: {$authority :value}.",
  ),
  "AS-04": unreviewed(
    "Única finalidad",
    "GARANTÍA. La única finalidad es: {$mission :value}. Objeto: {$object :value}.",
    "Cantidad: {$count :value}. Unidad: {$unit :value}. Zona de salida: {$fromArea :value}.",
    "Zona de llegada: {$toArea :value}. Período: {$window :value}. Por autoridad de: {$authority :value}.",
  ),
  "PR-01": unreviewed(
    "Alto el fuego",
    "PROPUESTA. Alto el fuego. Zona: {$area :value}. Ámbitos: {$domains :value}.",
    "Desde: {$from :value}. Hasta: {$until :value}. Por autoridad de: {$authority :value}.",
  ),
  "PR-02": unreviewed(
    "Mantener separadas las fuerzas",
    "PROPUESTA. Mantener separadas las fuerzas. Objeto: {$object :value}. Distancia: {$distance :value}.",
    "Altitud mínima: {$minAltitude :value}. Altitud máxima: {$maxAltitude :value}.",
    "Zona: {$area :value}. Período: {$window :value}. Por autoridad de: {$authority :value}.",
  ),
  "PR-03": unreviewed(
    "Paso seguro",
    "PROPUESTA. Paso seguro. Ruta: {$route :value}. Período: {$window :value}.",
    "Objeto: {$object :value}. Cantidad: {$count :value}. Por autoridad de: {$authority :value}.",
  ),
  "PR-04": unreviewed(
    "Hablar",
    "PROPUESTA. Hablar. Nivel: {$level :value}. Hora: {$at :value}. Modo: {$means :value}.",
    "Idioma: {$language :value}. Por autoridad de: {$authority :value}.",
  ),
  "PR-05": unreviewed(
    "Investigación conjunta",
    "PROPUESTA. Investigación conjunta de los hechos. Zona: {$area :value}. Período: {$window :value}.",
    "Facilitador: {$facilitator :value}. Por autoridad de: {$authority :value}.",
  ),
  "PR-06": unreviewed(
    "Entrega",
    "PROPUESTA. Entregar: {$subject :value}. Cantidad: {$count :value}. Posición: {$position :value}.",
    "Hora: {$at :value}. Por autoridad de: {$authority :value}.",
  ),
}
