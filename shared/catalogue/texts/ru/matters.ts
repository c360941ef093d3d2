// The Russian texts for matters between the parties: notices, questions, explanations, warnings, assurances, proposals.

import { unreviewed, type StatementText } from "../text.ts"

export const matters: Readonly<Record<string, StatementText>> = {
  "NT-01": unreviewed(
    "Пуск",
    "УВЕДОМЛЕНИЕ. Мы произведём пуск. Объект: {$object :value}. Количество: {$count :value}.",
    "Период: {$window :value}. Район пуска: {$launchArea :value}. Пеленг: {$bearing :value}.",
    "Район падения: {$impactArea :value}. Наибольшая высота: {$maxAltitude :value}.",
  ),
  "NT-02": unreviewed(
    "Учение или стрельбы",
    "УВЕДОМЛЕНИЕ. Мы проведём учение или стрельбы. Период: {$window :value}.",
    "Район: {$area :value}. Наибольшая высота: {$maxAltitude :value}.",
    "Объекты: {$objects :value}. Количество подразделений: {$units :value}.",
  ),
  "NT-03": unreviewed(
    "Перемещение сил",
    "УВЕДОМЛЕНИЕ. Мы перемещаем силы. Это не подготовка к нападению.",
    "Объект: {$object :value}. Количество: {$count :value}. Из района: {$fromArea :value}.",
    "В район: {$toArea :value}. Период: {$window :value}. Цель: {$purpose :value}.",
  ),
  "NT-04": unreviewed(
    "Отклонившийся объект",
    "УВЕДОМЛЕНИЕ. Наш объект отклонился от курса. Вход на вашу территорию не исключён.",
    "Объект: {$object :value}. Координаты: {$position :value}. Время: {$at :value}.",
    "Пеленг: {$bearing :value}. Скорость: {$speed :value}. Высота: {$altitude :value}.",
    "Вооружён: {$armed :value}.",
  ),
  "NT-05": unreviewed(
    "Случайный или несанкционированный пуск",
    "УВЕДОМЛЕНИЕ. Случайный или несанкционированный пуск или огонь с нашей стороны.",
    "Объект: {$object :value}. Количество: {$count :value}.",
    "Место пуска: {$launchPosition :value}. Время: {$at :value}. Пеленг: {$bearing :value}.",
    "Ожидаемый район падения: {$impactArea :value}. Время до падения: {$timeToImpact :value}.",
    "Вооружён: {$armed :value}. Самоликвидация: {$selfDestruct :value}.",
  ),
  "NT-06": unreviewed(
    "Инцидент между нашими силами",
    "УВЕДОМЛЕНИЕ. Между нашими силами произошёл инцидент.",
    "Наш объект: {$ourObject :value}. Ваш объект: {$yourObject :value}.",
    "Координаты: {$position :value}. Время: {$at :value}. Причина: {$cause :value}.",
    "Пострадавшие: {$casualties :value}. Достоверность: {$confidence :value}.",
  ),
  "NT-07": unreviewed(
    "Обнаружен объект, не наш",
    "УВЕДОМЛЕНИЕ. Мы обнаружили объект. Он не наш.",
    "Объект: {$object :value}. Количество: {$count :value}. Координаты: {$position :value}.",
    "Время: {$at :value}. Пеленг: {$bearing :value}. Скорость: {$speed :value}.",
    "Высота: {$altitude :value}. Достоверность: {$confidence :value}.",
  ),
  "NT-08": unreviewed(
    "Поиск и спасание",
    "УВЕДОМЛЕНИЕ. Идёт поисково-спасательная операция. Враждебных целей она не имеет.",
    "Район: {$area :value}. Период: {$window :value}. Объект: {$object :value}.",
    "Количество: {$count :value}. Подразделение: {$unit :value}.",
  ),
  "NT-09": unreviewed(
    "Действия против третьей стороны",
    "УВЕДОМЛЕНИЕ. Мы будем действовать против третьей стороны вблизи ваших сил. Не входите в район.",
    "Период: {$window :value}. Район: {$area :value}. Объект: {$object :value}.",
    "Не входите в район до: {$keepClearUntil :value}. Время до начала: {$leadTime :value}.",
  ),
  "NT-10": unreviewed(
    "Ваши люди находятся у нас",
    "УВЕДОМЛЕНИЕ. Ваши люди находятся у нас. Количество: {$count :value}. Имена: {$names :value}.",
    "Почему они у нас: {$custody :value}. Состояние: {$condition :value}.",
    "Координаты: {$position :value}. Время: {$at :value}.",
  ),
  "NT-11": unreviewed(
    "Гражданское или гуманитарное передвижение или место",
    "УВЕДОМЛЕНИЕ. Гражданское или гуманитарное передвижение или место.",
    "Это уведомление не даёт никаких гарантий и не меняет никаких обязательств.",
    "Район: {$area :value}. Маршрут: {$route :value}. Период: {$window :value}.",
    "Название: {$name :value}. Знак: {$symbol :value}.",
  ),
  "NT-12": unreviewed(
    "Сбой наших систем",
    "УВЕДОМЛЕНИЕ. Нарушена работа наших систем управления или предупреждения.",
    "Задержки ответов и пропуски в наблюдении с нашей стороны не исключены.",
    "Система: {$system :value}. С: {$since :value}. Причина: {$cause :value}.",
    "Вместо неё используйте: {$alternate :value}.",
  ),
  "QY-01": unreviewed(
    "Ваш ли это объект?",
    "ЗАПРОС. Ваш ли это объект? Объект: {$object :value}. Координаты: {$position :value}.",
    "Время: {$at :value}. Пеленг: {$bearing :value}. Скорость: {$speed :value}.",
    "Высота: {$altitude :value}.",
  ),
  "QY-02": unreviewed(
    "Разъясните эту деятельность",
    "ЗАПРОС. Разъясните эту деятельность. Район: {$area :value}. Период: {$window :value}.",
    "Объект: {$object :value}. Мы наблюдаем: {$facts :value}.",
  ),
  "QY-03": unreviewed(
    "Произошло ли это событие?",
    "ЗАПРОС. Произошло ли это событие? Подтвердите или опровергните. Событие: {$event :value}.",
    "Координаты: {$position :value}. Время: {$at :value}.",
    "Достоверность наших сведений: {$confidence :value}.",
  ),
  "QY-04": unreviewed(
    "Состояние людей?",
    "ЗАПРОС. Сообщите о состоянии этих людей. Имена: {$names :value}.",
    "Последние координаты: {$position :value}. Время: {$at :value}.",
  ),
  "QY-05": unreviewed(
    "Вы это сообщали?",
    "ЗАПРОС. Вы отправляли это сообщение или делали это заявление? {$said :value}.",
    "Время: {$at :value}. Средство: {$medium :value}.",
  ),
  "QY-06": unreviewed(
    "Какое сообщение действует?",
    "ЗАПРОС. Какое из этих сообщений действует? Сообщения: {$messages :value}.",
  ),
  "EX-01": unreviewed(
    "Чей объект",
    "РАЗЪЯСНЕНИЕ. По сообщению {$ref :value}. Принадлежность: {$ownership :value}.",
    "Объект: {$object :value}. Достоверность: {$confidence :value}.",
  ),
  "EX-02": unreviewed(
    "Причина или цель",
    "РАЗЪЯСНЕНИЕ. По сообщению {$ref :value}. Причина или цель: {$cause :value}.",
    "Период: {$window :value}. Достоверность: {$confidence :value}.",
  ),
  "EX-03": unreviewed(
    "Пока неизвестно",
    "РАЗЪЯСНЕНИЕ. По сообщению {$ref :value}. Пока неизвестно.",
    "Мы сообщим до {$nextReport :value}.",
  ),
  "EX-04": unreviewed(
    "Положение дел",
    ".input {$message :value} .match $message",
    "NONE {{РАЗЪЯСНЕНИЕ. По сообщению {$ref :value}. Положение людей или объектов. Количество: {$count :value}. Состояние: {$condition :value}. Координаты: {$position :value}. Достоверность: {$confidence :value}.}}",
    "* {{РАЗЪЯСНЕНИЕ. По сообщению {$ref :value}. Действует сообщение {$message}. Количество: {$count :value}. Состояние: {$condition :value}. Координаты: {$position :value}. Достоверность: {$confidence :value}.}}",
  ),
  "WN-01": unreviewed(
    "Ваш объект приближается к нашей границе",
    "ПРЕДУПРЕЖДЕНИЕ. Ваш объект приближается к нашей границе или зоне. Просим изменить курс.",
    "Просим взять курс: {$requestedBearing :value}. Время до границы: {$timeToBorder :value}.",
    "Объект: {$object :value}. Координаты: {$position :value}. Время: {$at :value}.",
    "Пеленг: {$bearing :value}. Скорость: {$speed :value}. Высота: {$altitude :value}.",
  ),
  "WN-02": unreviewed(
    "Опасный район",
    "ПРЕДУПРЕЖДЕНИЕ. Опасный район. Не входите в него. Район: {$area :value}. Период: {$window :value}.",
    "Опасность: {$hazard :value}.",
  ),
  "WN-03": unreviewed(
    "Оборона может открыть огонь",
    "ПРЕДУПРЕЖДЕНИЕ. Автоматическая или объектовая оборона может открыть огонь в этом районе. Район: {$area :value}.",
    "Период: {$window :value}. Огонь ведётся: {$engagement :value}.",
  ),
  "AS-01": unreviewed(
    "Не направлено против вас",
    "ЗАВЕРЕНИЕ. Эта деятельность не направлена против вас. По сообщению: {$ref :value}.",
    "Район: {$area :value}. Период: {$window :value}. Объект: {$object :value}.",
    "По полномочию: {$authority :value}.",
  ),
  "AS-02": unreviewed(
    "Пусков и огня больше не будет",
    "ЗАВЕРЕНИЕ. По сообщению {$ref :value}. Пусков и огня больше не будет.",
    "Средства приведены в безопасное состояние. Объект: {$object :value}. С: {$since :value}.",
    "Достоверность: {$confidence :value}. По полномочию: {$authority :value}.",
  ),
  "AS-03": unreviewed(
    "Не раньше срока",
    "ЗАВЕРЕНИЕ. Мы не сделаем этого раньше указанного времени. Действие: {$action :value}.",
    "Район: {$area :value}. Не раньше: {$until :value}. По полномочию: {$authority :value}.",
  ),
  "AS-04": unreviewed(
    "Единственная цель",
    "ЗАВЕРЕНИЕ. Единственная цель: {$mission :value}. Объект: {$object :value}.",
    "Количество: {$count :value}. Подразделение: {$unit :value}. Из района: {$fromArea :value}.",
    "В район: {$toArea :value}. Период: {$window :value}. По полномочию: {$authority :value}.",
  ),
  "PR-01": unreviewed(
    "Прекратить огонь",
    "ПРЕДЛОЖЕНИЕ. Прекратить огонь. Район: {$area :value}. Среды: {$domains :value}.",
    "С: {$from :value}. До: {$until :value}. По полномочию: {$authority :value}.",
  ),
  "PR-02": unreviewed(
    "Развести силы",
    "ПРЕДЛОЖЕНИЕ. Держать силы на расстоянии. Объект: {$object :value}. Расстояние: {$distance :value}.",
    "Наименьшая высота: {$minAltitude :value}. Наибольшая высота: {$maxAltitude :value}.",
    "Район: {$area :value}. Период: {$window :value}. По полномочию: {$authority :value}.",
  ),
  "PR-03": unreviewed(
    "Безопасный проход",
    "ПРЕДЛОЖЕНИЕ. Безопасный проход. Маршрут: {$route :value}. Период: {$window :value}.",
    "Объект: {$object :value}. Количество: {$count :value}. По полномочию: {$authority :value}.",
  ),
  "PR-04": unreviewed(
    "Разговор",
    "ПРЕДЛОЖЕНИЕ. Разговор. Уровень: {$level :value}. Время: {$at :value}. Способ: {$means :value}.",
    "Язык: {$language :value}. По полномочию: {$authority :value}.",
  ),
  "PR-05": unreviewed(
    "Совместное выяснение фактов",
    "ПРЕДЛОЖЕНИЕ. Совместное выяснение фактов. Район: {$area :value}. Период: {$window :value}.",
    "Посредник: {$facilitator :value}. По полномочию: {$authority :value}.",
  ),
  "PR-06": unreviewed(
    "Передача",
    "ПРЕДЛОЖЕНИЕ. Передать: {$subject :value}. Количество: {$count :value}. Координаты: {$position :value}.",
    "Время: {$at :value}. По полномочию: {$authority :value}.",
  ),
}
