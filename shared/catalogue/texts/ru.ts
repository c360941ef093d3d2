// The Russian texts. Label and value, one thing a sentence: no value needs a case, a gender or a number of its own.

import { unreviewed, type LanguageTexts } from "./text.ts"
import { words } from "./ru-words.ts"

export const ru: LanguageTexts = {
  words,
  acts: {
    line: "ЛИНИЯ",
    acknowledge: "ПОДТВЕРЖДЕНИЕ",
    notify: "УВЕДОМЛЕНИЕ",
    query: "ЗАПРОС",
    explain: "РАЗЪЯСНЕНИЕ",
    assure: "ЗАВЕРЕНИЕ",
    propose: "ПРЕДЛОЖЕНИЕ",
    decide: "РЕШЕНИЕ",
    correct: "ИСПРАВЛЕНИЕ",
    declare: "ЗАЯВЛЕНИЕ",
  },
  texts: {
    "LC-01": unreviewed(
      "Проверка линии",
      "ЛИНИЯ. Проверка линии. Повторите этот текст: {$text :value}.",
      "Последний отправленный нами номер: {$lastSent :value}. Последний полученный нами номер: {$lastReceived :value}.",
      "Наш журнал: {$head :value}. Путь: {$path :value}.",
    ),
    "LC-02": unreviewed(
      "Ответ на проверку линии",
      "ЛИНИЯ. Ответ на проверку линии {$ref :value}. Ваш текст: {$echo :value}.",
      "Последний отправленный нами номер: {$lastSent :value}. Последний полученный нами номер: {$lastReceived :value}.",
      "Наш журнал: {$head :value}.",
    ),
    "LC-03": unreviewed(
      "Смена дежурства",
      "ЛИНИЯ. Дежурство сменилось. Сдал: {$outgoing :value}. Принял: {$incoming :value}.",
      "Время: {$at :value}. Переводчик на месте: {$translator :value}.",
    ),
    "AK-01": unreviewed(
      "Получено и прочитано",
      "ПОДТВЕРЖДЕНИЕ. Сообщение {$ref :value} получено и прочитано. Прочитал: {$role :value}.",
      "Меры по нему ещё не приняты.",
    ),
    "AK-02": unreviewed(
      "Обратное чтение",
      "ПОДТВЕРЖДЕНИЕ. Сообщение {$ref :value} получено и понято. Повторяем: {$values :value}.",
    ),
    "AK-03": unreviewed(
      "Не понято",
      "ПОДТВЕРЖДЕНИЕ. Сообщение {$ref :value} получено и не понято. Уточните: {$unclear :value}.",
    ),
    "AK-04": unreviewed(
      "Ждите ответа",
      "ПОДТВЕРЖДЕНИЕ. По сообщению {$ref :value} ждите. Мы ответим до {$until :value}.",
    ),
    "AK-05": unreviewed(
      "Передано руководству",
      "ПОДТВЕРЖДЕНИЕ. Сообщение {$ref :value} передано. Кому: {$level :value}. Время: {$at :value}.",
    ),
    "AK-06": unreviewed(
      "Обратное чтение проверено",
      ".input {$differing :value} .match $differing",
      "ALL-CORRECT {{ПОДТВЕРЖДЕНИЕ. Ваше обратное чтение {$ref :value} верно во всех полях.}}",
      "* {{ПОДТВЕРЖДЕНИЕ. Ваше обратное чтение {$ref :value} неверно. Расхождение: {$differing}.}}",
    ),
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
    "DC-01": unreviewed(
      "Принято",
      "РЕШЕНИЕ. Предложение {$ref :value} принято. Оно вступит в силу {$effective :value}.",
      "Мы принимаем: {$readBack :value}. По полномочию: {$authority :value}.",
    ),
    "DC-02": unreviewed(
      "Отклонено",
      "РЕШЕНИЕ. Предложение {$ref :value} отклонено. Основание: {$reason :value}.",
      "Мы ответим ещё раз: {$again :value}. По полномочию: {$authority :value}.",
    ),
    "CR-01": unreviewed(
      "Исправление",
      "ИСПРАВЛЕНИЕ. Сообщение {$ref :value} исправлено. Верные значения: {$changes :value}.",
    ),
    "CR-02": unreviewed(
      "Замена",
      "ИСПРАВЛЕНИЕ. Сообщение {$ref :value} заменено. Вместо него: {$replacement :value}",
    ),
    "CR-03": unreviewed(
      "Отмена или приостановка",
      ".input {$cause :value} .match $cause",
      "unconfirmed {{ИСПРАВЛЕНИЕ. Не действуйте по сообщению {$ref :value} до его подтверждения.}}",
      "* {{ИСПРАВЛЕНИЕ. Сообщение {$ref :value} отменено. Основание: {$cause}.}}",
    ),
    "TN-01": unreviewed(
      "Уровень напряжённости",
      "ЗАЯВЛЕНИЕ. Наш уровень напряжённости: {$level :value}.",
    ),
  },
}
