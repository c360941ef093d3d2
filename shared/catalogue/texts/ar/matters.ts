// The Arabic texts for matters between the parties: notices, questions, explanations, warnings, assurances, proposals.

import { unreviewed, type StatementText } from "../text.ts"

export const matters: Readonly<Record<string, StatementText>> = {
  "NT-01": unreviewed(
    "إطلاق",
    "إخطار. سنقوم بإطلاق. الجسم: {$object :value}. العدد: {$count :value}.",
    "المدة: {$window :value}. منطقة الإطلاق: {$launchArea :value}. الاتجاه: {$bearing :value}.",
    "منطقة السقوط: {$impactArea :value}. أقصى ارتفاع: {$maxAltitude :value}.",
  ),
  "NT-04": unreviewed(
    "جسم منحرف",
    "إخطار. انحرف جسم لنا عن مساره. دخوله أراضيكم محتمل.",
    "الجسم: {$object :value}. الموقع: {$position :value}. الوقت: {$at :value}.",
    "الاتجاه: {$bearing :value}. السرعة: {$speed :value}. الارتفاع: {$altitude :value}.",
    "مسلح: {$armed :value}.",
  ),
  "NT-05": unreviewed(
    "إطلاق عرضي أو غير مأذون به",
    "إخطار. إطلاق أو رمي عرضي أو غير مأذون به من جانبنا.",
    "الجسم: {$object :value}. العدد: {$count :value}.",
    "موقع الإطلاق: {$launchPosition :value}. الوقت: {$at :value}. الاتجاه: {$bearing :value}.",
    "منطقة السقوط المتوقعة: {$impactArea :value}. الوقت حتى السقوط: {$timeToImpact :value}.",
    "مسلح: {$armed :value}. التدمير الذاتي: {$selfDestruct :value}.",
  ),
  "NT-06": unreviewed(
    "حادث بين قواتنا",
    "إخطار. وقع حادث بين قواتنا.",
    "جسمنا: {$ourObject :value}. جسمكم: {$yourObject :value}.",
    "الموقع: {$position :value}. الوقت: {$at :value}. السبب: {$cause :value}.",
    "الإصابات: {$casualties :value}. درجة الثقة: {$confidence :value}.",
  ),
  "NT-07": unreviewed(
    "جسم مرصود ليس لنا",
    "إخطار. نرصد جسما. ليس لنا.",
    "الجسم: {$object :value}. العدد: {$count :value}. الموقع: {$position :value}.",
    "الوقت: {$at :value}. الاتجاه: {$bearing :value}. السرعة: {$speed :value}.",
    "الارتفاع: {$altitude :value}. درجة الثقة: {$confidence :value}.",
  ),
  "QY-01": unreviewed(
    "هل هذا الجسم لكم؟",
    "استفسار. هل هذا الجسم لكم؟ الجسم: {$object :value}. الموقع: {$position :value}.",
    "الوقت: {$at :value}. الاتجاه: {$bearing :value}. السرعة: {$speed :value}.",
    "الارتفاع: {$altitude :value}.",
  ),
  "QY-02": unreviewed(
    "أوضحوا هذا النشاط",
    "استفسار. أوضحوا هذا النشاط. المنطقة: {$area :value}. المدة: {$window :value}.",
    "الجسم: {$object :value}. نلاحظ: {$facts :value}.",
  ),
  "QY-05": unreviewed(
    "هل قلتم هذا؟",
    "استفسار. هل أرسلتم هذه الرسالة أو أدليتم بهذا التصريح؟ {$said :value}.",
    "الوقت: {$at :value}. الوسيلة: {$medium :value}.",
  ),
  "EX-01": unreviewed(
    "لمن هو",
    "إيضاح. بشأن الرسالة {$ref :value}. العائدية: {$ownership :value}.",
    "الجسم: {$object :value}. درجة الثقة: {$confidence :value}.",
  ),
  "EX-02": unreviewed(
    "السبب أو الغرض",
    "إيضاح. بشأن الرسالة {$ref :value}. السبب أو الغرض: {$cause :value}.",
    "المدة: {$window :value}. درجة الثقة: {$confidence :value}.",
  ),
  "EX-03": unreviewed(
    "غير معروف بعد",
    "إيضاح. بشأن الرسالة {$ref :value}. غير معروف بعد.",
    "سنبلغكم قبل {$nextReport :value}.",
  ),
  "AS-02": unreviewed(
    "لا إطلاق ولا رمي بعد الآن",
    "تطمين. بشأن الرسالة {$ref :value}. لن يتبع ذلك أي إطلاق أو رمي آخر.",
    "أمنت المنظومات. الجسم: {$object :value}. منذ: {$since :value}.",
    "درجة الثقة: {$confidence :value}. بتفويض من: {$authority :value}.",
  ),
  "PR-01": unreviewed(
    "وقف إطلاق النار",
    "اقتراح. وقف إطلاق النار. المنطقة: {$area :value}. المجالات: {$domains :value}.",
    "من: {$from :value}. حتى: {$until :value}. بتفويض من: {$authority :value}.",
  ),
}
