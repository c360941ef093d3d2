// The Russian texts for how statements themselves are handled: the line, acknowledgements, decisions, corrections.

import { unreviewed, type StatementText } from "../text.ts"

export const handling: Readonly<Record<string, StatementText>> = {
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
  "LC-04": unreviewed(
    "Перерыв связи",
    "ЛИНИЯ. В этот период линия не работает: {$window :value}. Причина: {$cause :value}.",
    "Вместо неё используйте: {$alternate :value}.",
  ),
  "LC-05": unreviewed(
    "Пропали сообщения",
    "ЛИНИЯ. У нас нет части ваших сообщений. Повторите их.",
    "Первый недостающий номер: {$firstMissing :value}. Последний недостающий номер: {$lastMissing :value}.",
  ),
  "LC-06": unreviewed(
    "Обмен приостановлен или возобновлён",
    "ЛИНИЯ. Вид обмена: {$traffic :value}. Теперь: {$change :value}. Начиная с: {$at :value}.",
    "Предупреждения, подтверждения и уведомления об авариях передаются по-прежнему.",
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
  "DC-03": unreviewed(
    "Встречное предложение или отсрочка",
    ".input {$changes :value} .match $changes",
    "NONE {{РЕШЕНИЕ. Решение по {$ref :value} отложено. Мы примем его до {$answerBy :value}. По полномочию: {$authority :value}.}}",
    "* {{РЕШЕНИЕ. Мы делаем встречное предложение к {$ref :value}. Изменённые значения: {$changes}. Ответьте до {$answerBy :value}. По полномочию: {$authority :value}.}}",
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
  "TL-01": unreviewed(
    "Перевод примечания",
    "ПЕРЕВОД. Перевод примечания к сообщению {$ref :value}. Степень: {$grade :value}.",
    "Язык: {$language :value}. Перевод: {$translation :value}",
  ),
  "OW-01": unreviewed(
    "Служебные переговоры",
    "СЛУЖЕБНОЕ. Между дежурными офицерами. Никого не обязывает и ничего не завершает. {$text :value}",
  ),
}
