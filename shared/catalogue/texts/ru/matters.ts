// The Russian texts for matters between the parties: notices, questions, explanations, warnings, assurances, proposals.

import { unreviewed, type StatementText } from "../text.ts"

export const matters: Readonly<Record<string, StatementText>> = {
  "NT-01": unreviewed(
    "Пуск",
    "УВЕДОМЛЕНИЕ. Мы произведём пуск. Объект: {$object :value}. Количество: {$count :value}.",
    "Период: {$window :value}. Район пуска: {$launchArea :value}. Пеленг: {$bearing :value}.",
    "Район падения: {$impactArea :value}. Наибольшая высота: {$maxAltitude :value}.",
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
  "QY-05": unreviewed(
    "Вы это сообщали?",
    "ЗАПРОС. Вы отправляли это сообщение или делали это заявление? {$said :value}.",
    "Время: {$at :value}. Средство: {$medium :value}.",
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
  "AS-02": unreviewed(
    "Пусков и огня больше не будет",
    "ЗАВЕРЕНИЕ. По сообщению {$ref :value}. Пусков и огня больше не будет.",
    "Средства приведены в безопасное состояние. Объект: {$object :value}. С: {$since :value}.",
    "Достоверность: {$confidence :value}. По полномочию: {$authority :value}.",
  ),
  "PR-01": unreviewed(
    "Прекратить огонь",
    "ПРЕДЛОЖЕНИЕ. Прекратить огонь. Район: {$area :value}. Среды: {$domains :value}.",
    "С: {$from :value}. До: {$until :value}. По полномочию: {$authority :value}.",
  ),
}
