// The Chinese words for the glossary.

import type { Glossary } from "../../glossary.ts"

export const glossary: Glossary = {
  terms: {
    acknowledge: "确认阅读",
    answer: "答复",
    release: "放行",
    "read-back": "复诵",
    "line-check": "线路检查",
    tension: "紧张程度",
    desk: "席位",
    watch: "值班",
    relief: "换班",
    line: "线路",
    party: "当事方",
    officer: "军官",
    relay: "中继",
    statement: "规范语句",
    remark: "附言",
    precedence: "紧急等级",
    deadline: "时限",
    serial: "编号",
    "stand-by": "等待",
    exercise: "演练",
  },
  precedences: {
    ROUTINE: "平急",
    PRIORITY: "加急",
    IMMEDIATE: "特急",
    FLASH: "特提",
  },
  responses: {
    R: "确认阅读",
    RB: "确认阅读并复诵",
    AN: "答复",
    DEC: "作出决定",
    N: "无需答复",
  },
  reviews: {
    unreviewed: "未审校",
    reviewed: "已审校",
  },
}
