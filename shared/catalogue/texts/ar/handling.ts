// The Arabic texts for how statements themselves are handled: the line, acknowledgements, decisions, corrections.

import { unreviewed, type StatementText } from "../text.ts"

export const handling: Readonly<Record<string, StatementText>> = {
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
  "LC-04": unreviewed(
    "انقطاع الخط",
    "الخط. هذا الخط مقطوع في هذه المدة: {$window :value}. السبب: {$cause :value}.",
    "استخدموا بدلا منه: {$alternate :value}.",
  ),
  "LC-05": unreviewed(
    "رسائل ناقصة",
    "الخط. تنقصنا رسائل منكم. كرروها.",
    "أول رقم ناقص: {$firstMissing :value}. آخر رقم ناقص: {$lastMissing :value}.",
  ),
  "LC-06": unreviewed(
    "وقف فئة من الرسائل أو استئنافها",
    "الخط. فئة الرسائل: {$traffic :value}. الحالة الآن: {$change :value}. ابتداء من: {$at :value}.",
    "التحذيرات والإقرارات وإخطارات الحوادث مستمرة.",
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
  "DC-03": unreviewed(
    "اقتراح مضاد أو تأجيل",
    ".input {$changes :value} .match $changes",
    "NONE {{قرار. أجل البت في {$ref :value}. سنقرر قبل {$answerBy :value}. بتفويض من: {$authority :value}.}}",
    "* {{قرار. نقدم اقتراحا مضادا بشأن {$ref :value}. القيم المغيرة: {$changes}. أجيبوا قبل {$answerBy :value}. بتفويض من: {$authority :value}.}}",
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
  "TL-01": unreviewed(
    "ترجمة ملاحظة",
    "ترجمة. ترجمة ملاحظة الرسالة {$ref :value}. الدرجة: {$grade :value}.",
    "اللغة: {$language :value}. الترجمة: {$translation :value}",
  ),
  "OW-01": unreviewed(
    "اتصال الخدمة",
    "خدمة. بين ضباط المناوبة. لا يلزم أحدا ولا ينهي شيئا. {$text :value}",
  ),
}
