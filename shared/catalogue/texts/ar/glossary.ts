// The Arabic words for the glossary.

import type { Glossary } from "../../glossary.ts"

export const glossary: Glossary = {
  terms: {
    acknowledge: "الإقرار بالقراءة",
    answer: "الرد",
    release: "إجازة الإرسال",
    "read-back": "القراءة الراجعة",
    "line-check": "فحص الخط",
    tension: "التوتر",
    desk: "المركز",
    watch: "المناوبة",
    relief: "تبديل المناوبة",
    line: "الخط",
    party: "الطرف",
    officer: "الضابط",
    relay: "المرحل",
    statement: "العبارة المتفق عليها",
    remark: "الملاحظة",
    precedence: "الأسبقية",
    deadline: "المهلة",
    serial: "الرقم",
    "stand-by": "الانتظار",
    exercise: "التمرين",
  },
  precedences: {
    ROUTINE: "عادي",
    PRIORITY: "مستعجل",
    IMMEDIATE: "فوري",
    FLASH: "خاطف",
  },
  responses: {
    R: "الإقرار بالقراءة",
    RB: "الإقرار بالقراءة مع القراءة الراجعة",
    AN: "الرد",
    DEC: "اتخاذ قرار",
    N: "لا يلزم رد",
  },
  reviews: {
    unreviewed: "غير مراجع",
    reviewed: "مراجع",
  },
}
