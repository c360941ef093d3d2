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
  "QY-05": chinese(
    "贵方是否说过此话？",
    "询问。贵方是否发出此电文或作出此声明？{$said :value}。",
    "时间：{$at :value}。渠道：{$medium :value}。",
  ),
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
  "AS-02": chinese(
    "不再发射或射击",
    "保证。关于电文{$ref :value}。不会再有发射或射击。",
    "系统已置于安全状态。物体：{$object :value}。自：{$since :value}。",
    "可信度：{$confidence :value}。授权者：{$authority :value}。",
  ),
  "PR-01": chinese(
    "停火",
    "提议。停火。区域：{$area :value}。领域：{$domains :value}。",
    "自：{$from :value}。至：{$until :value}。授权者：{$authority :value}。",
  ),
}
