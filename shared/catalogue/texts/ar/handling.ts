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
}
