// The Russian words for the glossary.

import type { Glossary } from "../../glossary.ts"

export const glossary: Glossary = {
  terms: {
    acknowledge: "Подтвердить прочтение",
    answer: "Ответить",
    release: "Разрешить отправку",
    "read-back": "Обратное чтение",
    "line-check": "Проверка линии",
    tension: "Напряжённость",
    desk: "Пост",
    watch: "Дежурство",
    relief: "Смена дежурства",
    line: "Линия",
    party: "Сторона",
    officer: "Офицер",
    relay: "Узел",
    statement: "Типовое сообщение",
    remark: "Примечание",
    precedence: "Срочность",
    deadline: "Срок",
    serial: "Номер",
    "stand-by": "Ждать",
    exercise: "Учение",
  },
  precedences: {
    ROUTINE: "ОБЫЧНОЕ",
    PRIORITY: "СРОЧНОЕ",
    IMMEDIATE: "НЕМЕДЛЕННОЕ",
    FLASH: "МОЛНИЯ",
  },
  responses: {
    R: "Подтвердить прочтение",
    RB: "Подтвердить прочтение и повторить",
    AN: "Ответить",
    DEC: "Принять решение",
    N: "Ответ не требуется",
  },
  reviews: {
    unreviewed: "НЕ ПРОВЕРЕНО",
    reviewed: "ПРОВЕРЕНО",
  },
}
