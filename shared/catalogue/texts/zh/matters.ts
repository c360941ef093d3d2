// The Chinese texts for matters between the parties: notices, questions, explanations, warnings, assurances, proposals.

import type { StatementText } from "../text.ts"
import { chinese } from "./typography.ts"

export const matters: Readonly<Record<string, StatementText>> = {
  "NT-01": chinese(
    "发射",
    "通报。我方将实施发射。物体：{$object :value}。数量：{$count :value}。",
    "时段：{$window :value}。发射区域：{$launchArea :value}。方位：{$bearing :value}。",
    "落区：{$impactArea :value}。最大高度：{$maxAltitude :value}。",
  ),
  "NT-02": chinese(
    "演习或射击",
    "通报。我方将举行演习或射击。时段：{$window :value}。",
    "区域：{$area :value}。最大高度：{$maxAltitude :value}。",
    "物体：{$objects :value}。部队数量：{$units :value}。",
  ),
  "NT-03": chinese(
    "部队调动",
    "通报。我方正在调动部队。此举不是进攻准备。",
    "物体：{$object :value}。数量：{$count :value}。出发区域：{$fromArea :value}。",
    "到达区域：{$toArea :value}。时段：{$window :value}。目的：{$purpose :value}。",
  ),
  "NT-04": chinese(
    "偏航物体",
    "通报。我方物体已偏离航线。不排除其进入贵方领土。",
    "物体：{$object :value}。位置：{$position :value}。时间：{$at :value}。",
    "方位：{$bearing :value}。速度：{$speed :value}。高度：{$altitude :value}。",
    "是否携带武器：{$armed :value}。",
  ),
  "NT-05": chinese(
    "意外或未经授权的发射",
    "通报。我方发生意外或未经授权的发射或射击。",
    "物体：{$object :value}。数量：{$count :value}。",
    "发射位置：{$launchPosition :value}。时间：{$at :value}。方位：{$bearing :value}。",
    "预计落区：{$impactArea :value}。距弹着时间：{$timeToImpact :value}。",
    "是否携带武器：{$armed :value}。自毁：{$selfDestruct :value}。",
  ),
  "NT-06": chinese(
    "双方部队之间的事件",
    "通报。双方部队之间发生事件。",
    "我方物体：{$ourObject :value}。贵方物体：{$yourObject :value}。",
    "位置：{$position :value}。时间：{$at :value}。原因：{$cause :value}。",
    "伤亡人数：{$casualties :value}。可信度：{$confidence :value}。",
  ),
  "NT-07": chinese(
    "发现物体，非我方",
    "通报。我方发现物体。非我方所有。",
    "物体：{$object :value}。数量：{$count :value}。位置：{$position :value}。",
    "时间：{$at :value}。方位：{$bearing :value}。速度：{$speed :value}。",
    "高度：{$altitude :value}。可信度：{$confidence :value}。",
  ),
  "NT-08": chinese(
    "搜索救援",
    "通报。搜索救援行动正在进行。没有敌对目的。",
    "区域：{$area :value}。时段：{$window :value}。物体：{$object :value}。",
    "数量：{$count :value}。单位：{$unit :value}。",
  ),
  "NT-09": chinese(
    "对第三方采取行动",
    "通报。我方将在贵方部队附近对第三方采取行动。请避开。",
    "时段：{$window :value}。区域：{$area :value}。物体：{$object :value}。",
    "请避开至：{$keepClearUntil :value}。提前时间：{$leadTime :value}。",
  ),
  "NT-10": chinese(
    "贵方人员在我方",
    "通报。贵方人员在我方。人数：{$count :value}。姓名：{$names :value}。",
    "在我方的原因：{$custody :value}。状况：{$condition :value}。",
    "位置：{$position :value}。时间：{$at :value}。",
  ),
  "NT-11": chinese(
    "民用或人道主义行动或场所",
    "通报。民用或人道主义行动或场所。",
    "本通报不提供任何保证，也不改变任何义务。",
    "区域：{$area :value}。路线：{$route :value}。时段：{$window :value}。",
    "名称：{$name :value}。标志：{$symbol :value}。",
  ),
  "NT-12": chinese(
    "我方系统运行异常",
    "通报。我方指挥或预警系统运行异常。",
    "不排除我方答复迟缓或漏失观察。",
    "系统：{$system :value}。起始：{$since :value}。原因：{$cause :value}。",
    "请改用：{$alternate :value}。",
  ),
  "QY-01": chinese(
    "此物体是否属于贵方？",
    "询问。此物体是否属于贵方？物体：{$object :value}。位置：{$position :value}。",
    "时间：{$at :value}。方位：{$bearing :value}。速度：{$speed :value}。",
    "高度：{$altitude :value}。",
  ),
  "QY-02": chinese(
    "请说明此活动",
    "询问。请说明此活动。区域：{$area :value}。时段：{$window :value}。",
    "物体：{$object :value}。我方观察到：{$facts :value}。",
  ),
  "QY-03": chinese(
    "此事件是否发生？",
    "询问。此事件是否发生？请证实或否认。事件：{$event :value}。",
    "位置：{$position :value}。时间：{$at :value}。",
    "我方信息的可信度：{$confidence :value}。",
  ),
  "QY-04": chinese(
    "人员状况如何？",
    "询问。请说明这些人员的状况。姓名：{$names :value}。",
    "最后位置：{$position :value}。时间：{$at :value}。",
  ),
  "QY-05": chinese(
    "贵方是否说过此话？",
    "询问。贵方是否发出此电文或作出此声明？{$said :value}。",
    "时间：{$at :value}。渠道：{$medium :value}。",
  ),
  "QY-06": chinese("哪份电文有效？", "询问。这些电文中哪一份现行有效？电文：{$messages :value}。"),
  "EX-01": chinese(
    "归属",
    "说明。关于电文{$ref :value}。归属：{$ownership :value}。",
    "物体：{$object :value}。可信度：{$confidence :value}。",
  ),
  "EX-02": chinese(
    "原因或目的",
    "说明。关于电文{$ref :value}。原因或目的：{$cause :value}。",
    "时段：{$window :value}。可信度：{$confidence :value}。",
  ),
  "EX-03": chinese(
    "尚不清楚",
    "说明。关于电文{$ref :value}。尚不清楚。",
    "我方将在此时间之前再次通报：{$nextReport :value}。",
  ),
  "EX-04": chinese(
    "状况",
    ".input {$message :value} .match $message ",
    "NONE {{说明。关于电文{$ref :value}。人员或物体的状况。数量：{$count :value}。状况：{$condition :value}。位置：{$position :value}。可信度：{$confidence :value}。}} ",
    "* {{说明。关于电文{$ref :value}。现行有效的电文是{$message}。数量：{$count :value}。状况：{$condition :value}。位置：{$position :value}。可信度：{$confidence :value}。}}",
  ),
  "WN-01": chinese(
    "贵方物体接近我方边界",
    "警告。贵方物体正接近我方边界或区域。我方请求转向。",
    "请求方位：{$requestedBearing :value}。距边界时间：{$timeToBorder :value}。",
    "物体：{$object :value}。位置：{$position :value}。时间：{$at :value}。",
    "方位：{$bearing :value}。速度：{$speed :value}。高度：{$altitude :value}。",
  ),
  "WN-02": chinese(
    "危险区域",
    "警告。危险区域。请避开。区域：{$area :value}。时段：{$window :value}。",
    "危险：{$hazard :value}。",
  ),
  "WN-03": chinese(
    "防御系统可能开火",
    "警告。自动或要点防御系统可能在此区域开火。区域：{$area :value}。",
    "时段：{$window :value}。开火对象：{$engagement :value}。",
  ),
  "AS-01": chinese(
    "不针对贵方",
    "保证。此活动不针对贵方。所涉电文：{$ref :value}。",
    "区域：{$area :value}。时段：{$window :value}。物体：{$object :value}。",
    "授权者：{$authority :value}。",
  ),
  "AS-02": chinese(
    "不再发射或射击",
    "保证。关于电文{$ref :value}。不会再有发射或射击。",
    "系统已置于安全状态。物体：{$object :value}。自：{$since :value}。",
    "可信度：{$confidence :value}。授权者：{$authority :value}。",
  ),
  "AS-03": chinese(
    "某时之前不做",
    "保证。在所示时间之前，我方不会做此事。行动：{$action :value}。",
    "区域：{$area :value}。不早于：{$until :value}。授权者：{$authority :value}。",
  ),
  "AS-04": chinese(
    "唯一目的",
    "保证。唯一目的是：{$mission :value}。物体：{$object :value}。",
    "数量：{$count :value}。单位：{$unit :value}。出发区域：{$fromArea :value}。",
    "到达区域：{$toArea :value}。时段：{$window :value}。授权者：{$authority :value}。",
  ),
  "PR-01": chinese(
    "停火",
    "提议。停火。区域：{$area :value}。领域：{$domains :value}。",
    "自：{$from :value}。至：{$until :value}。授权者：{$authority :value}。",
  ),
  "PR-02": chinese(
    "部队保持距离",
    "提议。双方部队保持距离。物体：{$object :value}。距离：{$distance :value}。",
    "最低高度：{$minAltitude :value}。最大高度：{$maxAltitude :value}。",
    "区域：{$area :value}。时段：{$window :value}。授权者：{$authority :value}。",
  ),
  "PR-03": chinese(
    "安全通行",
    "提议。安全通行。路线：{$route :value}。时段：{$window :value}。",
    "物体：{$object :value}。数量：{$count :value}。授权者：{$authority :value}。",
  ),
  "PR-04": chinese(
    "对话",
    "提议。对话。级别：{$level :value}。时间：{$at :value}。方式：{$means :value}。",
    "语言：{$language :value}。授权者：{$authority :value}。",
  ),
  "PR-05": chinese(
    "联合调查",
    "提议。联合调查事实。区域：{$area :value}。时段：{$window :value}。",
    "协助方：{$facilitator :value}。授权者：{$authority :value}。",
  ),
  "PR-06": chinese(
    "移交",
    "提议。移交：{$subject :value}。数量：{$count :value}。位置：{$position :value}。",
    "时间：{$at :value}。授权者：{$authority :value}。",
  ),
}
