// The Arabic texts. Label and value, one thing a sentence; the renderer isolates every value that runs the other way.

import { unreviewed, type LanguageTexts } from "./text.ts"
import { words } from "./ar-words.ts"

export const ar: LanguageTexts = {
  words,
  acts: {
    line: "الخط",
    acknowledge: "إقرار",
    notify: "إخطار",
    query: "استفسار",
    explain: "إيضاح",
    assure: "تطمين",
    propose: "اقتراح",
    decide: "قرار",
    correct: "تصحيح",
    declare: "إعلان",
  },
  texts: {
    "LC-01": unreviewed(
      "فحص الخط",
      "الخط. فحص الخط. كرروا هذا النص: {$text :value}.",
      "آخر رقم أرسلناه: {$lastSent :value}. آخر رقم استلمناه: {$lastReceived :value}.",
      "سجلنا: {$head :value}. المسار: {$path :value}.",
    ),
    "LC-02": unreviewed(
      "الرد على فحص الخط",
      "الخط. رد على فحص الخط {$ref :value}. نصكم: {$echo :value}.",
      "آخر رقم أرسلناه: {$lastSent :value}. آخر رقم استلمناه: {$lastReceived :value}.",
      "سجلنا: {$head :value}.",
    ),
    "LC-03": unreviewed(
      "تبديل المناوبة",
      "الخط. تبدلت المناوبة. المغادر: {$outgoing :value}. القادم: {$incoming :value}.",
      "الوقت: {$at :value}. المترجم حاضر: {$translator :value}.",
    ),
    "AK-01": unreviewed(
      "استلمت وقرئت",
      "إقرار. الرسالة {$ref :value} استلمت وقرئت. القارئ: {$role :value}.",
      "لم يتخذ إجراء بشأنها بعد.",
    ),
    "AK-02": unreviewed(
      "القراءة الراجعة",
      "إقرار. الرسالة {$ref :value} استلمت وفهمت. نكرر: {$values :value}.",
    ),
    "AK-03": unreviewed(
      "غير مفهومة",
      "إقرار. الرسالة {$ref :value} استلمت ولم تفهم. أوضحوا: {$unclear :value}.",
    ),
    "AK-04": unreviewed(
      "انتظروا الرد",
      "إقرار. انتظروا بشأن الرسالة {$ref :value}. سنجيب قبل {$until :value}.",
    ),
    "AK-05": unreviewed(
      "رفعت إلى السلطة",
      "إقرار. الرسالة {$ref :value} رفعت. رفعت إلى: {$level :value}. الوقت: {$at :value}.",
    ),
    "AK-06": unreviewed(
      "فحص القراءة الراجعة",
      ".input {$differing :value} .match $differing",
      "ALL-CORRECT {{إقرار. قراءتكم الراجعة {$ref :value} صحيحة في جميع الحقول.}}",
      "* {{إقرار. قراءتكم الراجعة {$ref :value} غير صحيحة. المختلف: {$differing}.}}",
    ),
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
    "DC-01": unreviewed(
      "قبول",
      "قرار. الاقتراح {$ref :value} مقبول. سيسري في {$effective :value}.",
      "نقبل: {$readBack :value}. بتفويض من: {$authority :value}.",
    ),
    "DC-02": unreviewed(
      "رفض",
      "قرار. الاقتراح {$ref :value} مرفوض. السبب: {$reason :value}.",
      "سنجيب مرة أخرى: {$again :value}. بتفويض من: {$authority :value}.",
    ),
    "CR-01": unreviewed(
      "تصحيح",
      "تصحيح. صححت الرسالة {$ref :value}. القيم الصحيحة: {$changes :value}.",
    ),
    "CR-02": unreviewed(
      "استبدال",
      "تصحيح. استبدلت الرسالة {$ref :value}. بدلا منها: {$replacement :value}",
    ),
    "CR-03": unreviewed(
      "إلغاء أو تعليق",
      ".input {$cause :value} .match $cause",
      "unconfirmed {{تصحيح. لا تتصرفوا بناء على الرسالة {$ref :value} حتى تؤكد.}}",
      "* {{تصحيح. ألغيت الرسالة {$ref :value}. السبب: {$cause}.}}",
    ),
    "TN-01": unreviewed("مستوى التوتر", "إعلان. مستوى التوتر لدينا: {$level :value}."),
  },
}
