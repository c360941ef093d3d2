// The Arabic texts for matters between the parties: notices, questions, explanations, warnings, assurances, proposals.

import { unreviewed, type StatementText } from "../text.ts"

export const matters: Readonly<Record<string, StatementText>> = {
  "NT-01": unreviewed(
    "إطلاق",
    "إخطار. سنقوم بإطلاق. الجسم: {$object :value}. العدد: {$count :value}.",
    "المدة: {$window :value}. منطقة الإطلاق: {$launchArea :value}. الاتجاه: {$bearing :value}.",
    "منطقة السقوط: {$impactArea :value}. أقصى ارتفاع: {$maxAltitude :value}.",
  ),
  "NT-02": unreviewed(
    "تمرين أو رماية",
    "إخطار. سنجري تمرينا أو رماية. المدة: {$window :value}.",
    "المنطقة: {$area :value}. أقصى ارتفاع: {$maxAltitude :value}.",
    "الأجسام: {$objects :value}. عدد الوحدات: {$units :value}.",
  ),
  "NT-03": unreviewed(
    "تحريك قوات",
    "إخطار. نحرك قوات. ليس هذا تحضيرا لهجوم.",
    "الجسم: {$object :value}. العدد: {$count :value}. من المنطقة: {$fromArea :value}.",
    "إلى المنطقة: {$toArea :value}. المدة: {$window :value}. الغرض: {$purpose :value}.",
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
  "NT-08": unreviewed(
    "بحث وإنقاذ",
    "إخطار. عملية بحث وإنقاذ جارية. ليس لها غرض عدائي.",
    "المنطقة: {$area :value}. المدة: {$window :value}. الجسم: {$object :value}.",
    "العدد: {$count :value}. الوحدة: {$unit :value}.",
  ),
  "NT-09": unreviewed(
    "عمل ضد طرف ثالث",
    "إخطار. سنقوم بعمل ضد طرف ثالث قرب قواتكم. ابقوا بعيدا.",
    "المدة: {$window :value}. المنطقة: {$area :value}. الجسم: {$object :value}.",
    "ابقوا بعيدا حتى: {$keepClearUntil :value}. المهلة قبل البدء: {$leadTime :value}.",
  ),
  "NT-10": unreviewed(
    "أشخاص منكم لدينا",
    "إخطار. لدينا أشخاص منكم. العدد: {$count :value}. الأسماء: {$names :value}.",
    "سبب وجودهم لدينا: {$custody :value}. الحالة: {$condition :value}.",
    "الموقع: {$position :value}. الوقت: {$at :value}.",
  ),
  "NT-11": unreviewed(
    "تنقل أو موقع مدني أو إنساني",
    "إخطار. تنقل أو موقع مدني أو إنساني.",
    "هذا الإخطار لا يعطي أي ضمان ولا يغير أي التزام.",
    "المنطقة: {$area :value}. الطريق: {$route :value}. المدة: {$window :value}.",
    "الاسم: {$name :value}. الشارة: {$symbol :value}.",
  ),
  "NT-12": unreviewed(
    "اضطراب في منظوماتنا",
    "إخطار. منظومات القيادة أو الإنذار لدينا مضطربة.",
    "تأخر الردود وفوات الرصد من جانبنا محتملان.",
    "المنظومة: {$system :value}. منذ: {$since :value}. السبب: {$cause :value}.",
    "استخدموا بدلا منها: {$alternate :value}.",
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
  "QY-03": unreviewed(
    "هل وقع هذا الحدث؟",
    "استفسار. هل وقع هذا الحدث؟ أكدوا أو انفوا. الحدث: {$event :value}.",
    "الموقع: {$position :value}. الوقت: {$at :value}.",
    "درجة الثقة في معلوماتنا: {$confidence :value}.",
  ),
  "QY-04": unreviewed(
    "حالة أشخاص؟",
    "استفسار. بينوا حالة هؤلاء الأشخاص. الأسماء: {$names :value}.",
    "آخر موقع: {$position :value}. الوقت: {$at :value}.",
  ),
  "QY-05": unreviewed(
    "هل قلتم هذا؟",
    "استفسار. هل أرسلتم هذه الرسالة أو أدليتم بهذا التصريح؟ {$said :value}.",
    "الوقت: {$at :value}. الوسيلة: {$medium :value}.",
  ),
  "QY-06": unreviewed(
    "أي رسالة هي السارية؟",
    "استفسار. أي هذه الرسائل هي السارية؟ الرسائل: {$messages :value}.",
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
  "EX-04": unreviewed(
    "الحالة",
    ".input {$message :value} .match $message",
    "NONE {{إيضاح. بشأن الرسالة {$ref :value}. حالة أشخاص أو أجسام. العدد: {$count :value}. الحالة: {$condition :value}. الموقع: {$position :value}. درجة الثقة: {$confidence :value}.}}",
    "* {{إيضاح. بشأن الرسالة {$ref :value}. الرسالة السارية هي {$message}. العدد: {$count :value}. الحالة: {$condition :value}. الموقع: {$position :value}. درجة الثقة: {$confidence :value}.}}",
  ),
  "WN-01": unreviewed(
    "جسم لكم يقترب من حدودنا",
    "تحذير. جسم لكم يقترب من حدودنا أو منطقتنا. نطلب تغيير الاتجاه.",
    "الاتجاه المطلوب: {$requestedBearing :value}. الوقت حتى الحدود: {$timeToBorder :value}.",
    "الجسم: {$object :value}. الموقع: {$position :value}. الوقت: {$at :value}.",
    "الاتجاه: {$bearing :value}. السرعة: {$speed :value}. الارتفاع: {$altitude :value}.",
  ),
  "WN-02": unreviewed(
    "منطقة خطر",
    "تحذير. منطقة خطر. ابقوا بعيدا. المنطقة: {$area :value}. المدة: {$window :value}.",
    "الخطر: {$hazard :value}.",
  ),
  "WN-03": unreviewed(
    "قد يطلق الدفاع النار",
    "تحذير. قد يطلق دفاع آلي أو دفاع نقطي النار في هذه المنطقة. المنطقة: {$area :value}.",
    "المدة: {$window :value}. يطلق النار على: {$engagement :value}.",
  ),
  "AS-01": unreviewed(
    "ليس موجها ضدكم",
    "تطمين. هذا النشاط ليس موجها ضدكم. الرسالة المعنية: {$ref :value}.",
    "المنطقة: {$area :value}. المدة: {$window :value}. الجسم: {$object :value}.",
    "بتفويض من: {$authority :value}.",
  ),
  "AS-02": unreviewed(
    "لا إطلاق ولا رمي بعد الآن",
    "تطمين. بشأن الرسالة {$ref :value}. لن يتبع ذلك أي إطلاق أو رمي آخر.",
    "أمنت المنظومات. الجسم: {$object :value}. منذ: {$since :value}.",
    "درجة الثقة: {$confidence :value}. بتفويض من: {$authority :value}.",
  ),
  "AS-03": unreviewed(
    "ليس قبل وقت معين",
    "تطمين. لن نقوم بهذا قبل الوقت المذكور. العمل: {$action :value}.",
    "المنطقة: {$area :value}. ليس قبل: {$until :value}. بتفويض من: {$authority :value}.",
  ),
  "AS-04": unreviewed(
    "الغرض الوحيد",
    "تطمين. الغرض الوحيد: {$mission :value}. الجسم: {$object :value}.",
    "العدد: {$count :value}. الوحدة: {$unit :value}. من المنطقة: {$fromArea :value}.",
    "إلى المنطقة: {$toArea :value}. المدة: {$window :value}. بتفويض من: {$authority :value}.",
  ),
  "PR-01": unreviewed(
    "وقف إطلاق النار",
    "اقتراح. وقف إطلاق النار. المنطقة: {$area :value}. المجالات: {$domains :value}.",
    "من: {$from :value}. حتى: {$until :value}. بتفويض من: {$authority :value}.",
  ),
  "PR-02": unreviewed(
    "إبقاء القوات متباعدة",
    "اقتراح. إبقاء القوات متباعدة. الجسم: {$object :value}. المسافة: {$distance :value}.",
    "أدنى ارتفاع: {$minAltitude :value}. أقصى ارتفاع: {$maxAltitude :value}.",
    "المنطقة: {$area :value}. المدة: {$window :value}. بتفويض من: {$authority :value}.",
  ),
  "PR-03": unreviewed(
    "مرور آمن",
    "اقتراح. مرور آمن. الطريق: {$route :value}. المدة: {$window :value}.",
    "الجسم: {$object :value}. العدد: {$count :value}. بتفويض من: {$authority :value}.",
  ),
  "PR-04": unreviewed(
    "محادثة",
    "اقتراح. محادثة. المستوى: {$level :value}. الوقت: {$at :value}. الطريقة: {$means :value}.",
    "اللغة: {$language :value}. بتفويض من: {$authority :value}.",
  ),
  "PR-05": unreviewed(
    "تقصي حقائق مشترك",
    "اقتراح. تقصي حقائق مشترك. المنطقة: {$area :value}. المدة: {$window :value}.",
    "الميسر: {$facilitator :value}. بتفويض من: {$authority :value}.",
  ),
  "PR-06": unreviewed(
    "تسليم",
    "اقتراح. تسليم: {$subject :value}. العدد: {$count :value}. الموقع: {$position :value}.",
    "الوقت: {$at :value}. بتفويض من: {$authority :value}.",
  ),
}
