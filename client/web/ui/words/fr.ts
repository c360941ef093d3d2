// What the screens say, in French. These texts are not reviewed by native officers. Words that the glossary fixes are taken from it;
// the space before a colon or a semicolon does not break.

import { frLog } from "./fr-log.ts"
import type { Words } from "./en.ts"

export const fr: Words = {
  "app.name": "Parley",
  "app.opening": "Le poste s’ouvre.",
  "app.elsewhere":
    "Ce poste est ouvert dans une autre fenêtre. Une seule fenêtre l’ouvre à la fois. Allez à cette fenêtre, ou fermez-la et rechargez celle-ci.",
  "standstill.old":
    "Le poste derrière cette page ne répond pas\u{a0}: ce qui figure ci-dessous date de {$age}. Rechargez cette page. Jusque-là, utilisez le téléphone.",
  "standstill.ended":
    "Le poste derrière cette page s’est arrêté\u{a0}: {$detail}. Ce qui figure ci-dessous est la situation d’avant. Rechargez cette page. Jusque-là, utilisez le téléphone.",
  "app.reload": "Recharger",

  "gate.practice.title": "Un poste d’essai de {$party}",
  "gate.practice.text":
    "Ce navigateur n’a pas encore d’appareil sur la ligne. Sur cette ligne d’essai, l’hôte du poste l’inscrit tout de suite\u{a0}: les clés sont créées ici et restent ici.",
  "gate.practice.button": "Ouvrir un poste d’essai",
  "gate.practice.working":
    "Les clés sont en création et une place dans la liste des appareils est demandée.",
  "gate.none":
    "Ce navigateur n’a pas d’appareil. Demandez une invitation au gardien des clés et ouvrez son lien ici.",
  "gate.otherLine":
    "L’appareil de ce navigateur appartient à une autre ligne, qui n’est pas desservie ici. Ses clés n’ouvrent rien ici.",
  "gate.unlock.title": "Déverrouiller le poste {$callSign}",
  "gate.unlock.label": "Phrase secrète",
  "gate.unlock.button": "Déverrouiller",
  "gate.unprotected":
    "Ce poste n’a pas de phrase secrète\u{a0}: qui a ce navigateur a ses clés. Pour les exercices seulement.",

  "arm.title": "Prendre la veille · {$callSign}",
  "arm.sound": "Son",
  "arm.sound.test": "Jouer le son FLASH",
  "arm.sound.heard": "Le son est entendu",
  "arm.sound.unheard": "Rien n’est entendu",
  "arm.sound.help": "Vérifiez le volume et le haut-parleur de cette machine, puis rejouez le son.",
  "arm.notifications": "Notifications",
  "arm.notifications.ask": "Autoriser les notifications",
  "arm.notifications.optional":
    "Non autorisées. L’alarme est cette fenêtre et son son\u{a0}; gardez-la en vue.",
  "arm.clock": "Horloge",
  "arm.open": "Points ouverts",
  "arm.until": "Jusqu’à",
  "arm.take": "Prendre la veille",
  "arm.later": "Regarder seulement",
  "arm.later.text":
    "Ce poste n’est pas activé. Les deux parties le voient. Personne n’est de veille ici.",
  "arm.ok": "fait",

  "strip.label": "État de la ligne",
  "strip.ours": "Notre poste",
  "strip.theirs": "Leur poste",
  "strip.line": "Ligne",
  "strip.keys": "Clés",
  "strip.tension": "Tension",
  "strip.unacknowledged": "Sans accusé",
  "strip.answers": "Réponses dues",
  "strip.queue": "File d’attente",
  "strip.sound": "Son",
  "strip.up": "ÉTABLIE",
  "strip.down": "COUPÉE",
  "strip.check": "contrôle {$time}",
  "strip.check.none": "aucune réponse à un contrôle encore",
  "strip.heard": "signe de vie il y a {$age}",
  "strip.unheard": "aucun signe de vie",
  "strip.devices":
    ".input {$count :number} .match $count one {{{$count} appareil}} many {{{$count} d’appareils}} * {{{$count} appareils}}",
  "strip.agreed": "journal {$size} concordant",
  "strip.notAgreed": "journal pas encore concordant",
  "strip.ours.short": "nous",
  "strip.theirs.short": "eux",
  "strip.undeclared": "non déclarée",
  "strip.none": "aucun",
  "strip.held":
    ".input {$count :number} .match $count one {{{$count} non envoyé, retenu}} many {{{$count} non envoyés, retenus}} * {{{$count} non envoyés, retenus}}",
  "strip.armed": "ACTIVÉ",
  "strip.notArmed": "NON ACTIVÉ",
  "strip.tested": "essayé {$time}",
  "strip.nobody": "personne de veille",
  "strip.until": "jusqu’à {$time}",
  "strip.exercise": "EXERCICE",
  "strip.p99": "p99 {$ms}",

  "state.on-line": "EN LIGNE",
  "state.degraded": "DÉGRADÉ",
  "state.off-line": "HORS LIGNE",
  "state.staffed": "DE VEILLE",
  "state.unattended": "NON ACTIVÉ",
  "state.not-heard": "SANS SIGNE DE VIE",
  "clock.right": "dans les limites",
  "clock.warn": "HORLOGE\u{a0}: à vérifier",
  "clock.wrong": "HORLOGE FAUSSE",
  "clock.not-measured": "pas encore mesurée",

  "band.exercise": "EXERCICE EXERCICE EXERCICE",
  "band.notAudited": "Sans audit indépendant. Ne pas employer en situation réelle.",

  "quiet.title": "Rien ne demande votre action.",
  "quiet.check": "Prochain contrôle de la ligne {$time}.",
  "action.new": "Nouvel énoncé",
  "action.check": "Contrôler la ligne maintenant",
  "action.log": "Journal",
  "action.handover": "Passer la veille",
  "action.desk": "Poste",

  "alert.within": "accuser réception sous",
  "alert.late": "en retard",
  "alert.answer": "réponse due",
  "alert.readback": "collationnement dû",
  "alert.ack": "Accuser réception",
  "alert.silence": "Couper le son",
  "alert.ack.help":
    "L’accusé de réception dit seulement ceci\u{a0}: un officier a lu ce message. Il ne dit pas l’accord.",
  "alert.original": "Tel qu’ils le lisent ({$language})",
  "alert.signed": "Signé par {$signer} · écrit {$time}",
  "alert.signed.two":
    "Signé par {$signer}, rédigé par {$author}\u{a0}: deux officiers · écrit {$time}",
  "alert.more":
    ".input {$count :number} .match $count one {{encore {$count} message}} many {{encore {$count} de messages}} * {{encore {$count} messages}}",
  "alert.readback.do": "Collationner",
  "alert.notOpen":
    "Un message de leur poste est arrivé et ne s’ouvre pas. Leur poste a reçu la demande de l’envoyer de nouveau à celui-ci. Téléphonez-leur s’il reste fermé.",
  "alert.unreadable":
    "Son texte convenu n’est pas disponible ici. Les valeurs sont montrées telles qu’elles sont envoyées.",
  "alert.faults": "Ceci ne compte pas sur la ligne\u{a0}: {$faults}. N’agissez pas sur ce message.",
  "alert.remark": "Remarque, en {$language}, non traduite\u{a0}:",
  "alert.unreviewed": "TEXTE NON VALIDÉ",
  "alert.lineDown":
    "La ligne est coupée depuis {$time}. Les messages attendent ici et partent quand elle revient. Téléphone\u{a0}: {$telephone}",
  "alert.lineNever":
    "Personne de l’autre partie n’a encore donné signe de vie. Les messages attendent ici et partent quand la ligne est établie. Téléphone\u{a0}: {$telephone}",
  "alert.stopped":
    "Cet appareil ne signe plus rien\u{a0}: {$detail}. Avertissez le gardien des clés.",
  "alert.notArmed": "Ce poste n’est pas activé. Son signal sonore n’appelle personne.",
  "alert.arm": "Activer ce poste",
  "alert.silent":
    "Leur poste n’a pas accusé réception de {$serial} dans le délai. Téléphone\u{a0}: {$telephone}",
  "alert.held": "NON ENVOYÉ, RETENU\u{a0}: {$what}. Il part quand la ligne revient.",
  "alert.forked":
    "La clé de {$who} a signé deux enregistrements différents sous un même numéro. Arrêtez-vous et comparez par téléphone.",
  "alert.draft": "{$who} demande un second officier\u{a0}: {$title}",

  "check.title": "Contrôle de la ligne {$serial}\u{a0}: répétez ce texte",
  "check.echo": "Tapez ce que vous lisez",
  "check.answer": "Répondre au contrôle de la ligne",
  "check.called": "Un contrôle de la ligne est parti\u{a0}: {$serial}",

  "traffic.title": "Trafic",
  "traffic.none": "Aucun message encore.",
  "traffic.time": "Heure (Z)",
  "traffic.serial": "Numéro",
  "traffic.direction": "Sens",
  "traffic.precedence": "Degré d’urgence",
  "traffic.statement": "Énoncé",
  "traffic.state": "État",
  "traffic.in": "REÇU",
  "traffic.out": "ÉMIS",

  "message.queued": "EN FILE D’ATTENTE\u{a0}: attend la ligne",
  "message.sending": "ENVOI EN COURS",
  "message.held": "NON ENVOYÉ, RETENU",
  "message.sent": "ENVOYÉ\u{a0}: un relais l’a",
  "message.on-their-desk": "À LEUR POSTE\u{a0}: personne n’a encore accusé réception",
  "message.new": "NOUVEAU",
  "message.acknowledged": "RÉCEPTION ACCUSÉE",
  "message.contested": "CONTESTÉ",
  "message.read-back": "COLLATIONNÉ\u{a0}: à comparer",
  "message.read-back-differs": "COLLATIONNEMENT DIFFÉRENT",
  "message.confirmed": "COLLATIONNEMENT CONFIRMÉ",
  "message.stand-by": "ATTENDRE",
  "message.declined": "REFUSÉ",
  "message.answer-due": "RÉPONSE DUE",
  "message.answered": "RÉPONDU",
  "message.cannot-open": "NE S’OUVRE PAS",
  "message.closed": "CLOS",
  "message.awaiting-release": "ATTEND L’AUTORISATION D’ENVOI",
  "message.returned": "RENVOYÉ À L’AUTEUR",
  "message.withdrawn": "RETIRÉ",
  "message.released": "ENVOI AUTORISÉ",
  "message.overdue": "EN RETARD",
  "message.delayed": "RETARDÉ",
  "message.noAnswer": "SANS RÉPONSE",
  "message.fate.superseded": "REMPLACÉ",
  "message.fate.cancelled": "ANNULÉ",
  "message.fate.held": "SUSPENDU",

  "compose.title": "Nouvel énoncé",
  "compose.answer.title": "Réponse à {$serial}",
  "compose.saved": "brouillon enregistré {$time} sur cet appareil",
  "compose.notSaved": "pas encore enregistré",
  "compose.statement": "Énoncé",
  "compose.search": "Chercher par mot ou par code, dans toute langue",
  "compose.precedence": "Degré d’urgence",
  "compose.precedence.ROUTINE": "dans la journée",
  "compose.precedence.PRIORITY": "dans l’heure",
  "compose.precedence.IMMEDIATE": "en quelques minutes",
  "compose.precedence.FLASH": "maintenant\u{a0}: une attaque ou la crainte d’une attaque",
  "compose.critical": "à collationner",
  "compose.remark": "Remarque (non traduite)",
  "compose.ours": "Notre texte ({$language})",
  "compose.theirs": "Ce qu’ils liront ({$language})",
  "compose.agreed":
    "Catalogue convenu {$version}. Aucune traduction automatique. Les valeurs sont envoyées une fois et montrées à l’identique des deux côtés.",
  "compose.notAgreed":
    "Le catalogue de ce programme n’est pas celui de la charte. Rien ne peut être envoyé.",
  "compose.send": "Envoyer",
  "compose.second": "Soumettre au second officier",
  "compose.discard": "Supprimer le brouillon",
  "compose.missing": "À remplir\u{a0}: {$fields}",
  "compose.one": "Un seul officier autorise l’envoi.",
  "compose.two": "Un second officier autorise l’envoi sur un autre appareil.",
  "compose.refused": "Les règles de la ligne ne le permettent pas",
  "compose.choose": "Choisissez d’abord un énoncé",
  "compose.sent": "{$serial} est en cours d’envoi.",
  "compose.asked": "La demande d’autoriser l’envoi est partie au second officier.",
  "compose.now": "Maintenant",
  "compose.example": "Exemple\u{a0}:",

  "readback.title": "Collationner {$serial}",
  "readback.text":
    "Tapez chaque valeur telle que vous l’avez lue. Le texte est caché pendant la saisie, pour que ce soit une vérification.",
  "readback.send": "Envoyer le collationnement",
  "readback.show": "Montrer de nouveau le texte",
  "readback.compare": "Collationnement de {$serial}",
  "readback.field": "Valeur",
  "readback.sent": "envoyé par nous",
  "readback.repeated": "répété par eux",
  "readback.same": "identique",
  "readback.differs": "DIFFÉRENT",
  "readback.confirm": "Tout est identique\u{a0}: confirmer",
  "readback.wrong": "Signaler la différence",
  "readback.cannot":
    ".input {$count :number} .match $count one {{{$count} différence\u{a0}: confirmation impossible}} many {{{$count} de différences\u{a0}: confirmation impossible}} * {{{$count} différences\u{a0}: confirmation impossible}}",

  "release.title": "Second officier\u{a0}: autoriser l’envoi {$precedence}",
  "release.written": "Écrit par {$author} à {$time}. Vous êtes {$own}.",
  "release.type": "Tapez de nouveau ces valeurs. Qui autorise l’envoi les a lues.",
  "release.sign": "Signer et autoriser l’envoi",
  "release.return": "Renvoyer à l’auteur",
  "release.reason": "Motif",

  "handover.title": "Relève de la veille",
  "handover.leave": "Quitter la veille",
  "handover.none": "Cet appareil n’a pas la veille.",
  "handover.have": "Cet appareil a la veille\u{a0}: {$role}, jusqu’à {$time}.",
  "handover.propose": "Prendre la relève de {$device}",
  "handover.asked":
    "{$who} demande à prendre la relève jusqu’à {$time}. Points ouverts transmis avec elle\u{a0}: {$open}.",
  "handover.sign": "Signer la relève",
  "handover.refuse": "Refuser",

  "log.title": "Journal",

  "settings.language": "Langue",
  "settings.night": "Affichage de nuit",
  "settings.day": "Affichage de jour",

  "failure.title": "Non exécuté",
  "failure.close": "Fermer",

  ...frLog,
}
