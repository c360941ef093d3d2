// The Chinese texts for how statements themselves are handled: the line, acknowledgements, decisions, corrections.

import type { StatementText } from "../text.ts"
import { chinese } from "./typography.ts"

export const handling: Readonly<Record<string, StatementText>> = {
  "LC-01": chinese(
    "线路检查",
    "线路。线路检查。请复述此文字：{$text :value}。",
    "我方最后发出的编号：{$lastSent :value}。我方最后收到的编号：{$lastReceived :value}。",
    "我方日志：{$head :value}。路径：{$path :value}。",
  ),
  "LC-02": chinese(
    "线路检查答复",
    "线路。答复线路检查{$ref :value}。贵方文字：{$echo :value}。",
    "我方最后发出的编号：{$lastSent :value}。我方最后收到的编号：{$lastReceived :value}。",
    "我方日志：{$head :value}。",
  ),
  "LC-03": chinese(
    "值班交接",
    "线路。值班已交接。交班：{$outgoing :value}。接班：{$incoming :value}。",
    "时间：{$at :value}。译员在场：{$translator :value}。",
  ),
  "LC-04": chinese(
    "线路中断",
    "线路。本线路在此时段中断：{$window :value}。原因：{$cause :value}。",
    "请改用：{$alternate :value}。",
  ),
  "LC-05": chinese(
    "电文缺失",
    "线路。我方缺少贵方电文。请重发。",
    "首个缺失编号：{$firstMissing :value}。最后缺失编号：{$lastMissing :value}。",
  ),
  "LC-06": chinese(
    "暂停或恢复一类通信",
    "线路。通信类别：{$traffic :value}。现状：{$change :value}。起始时间：{$at :value}。",
    "警告、收悉和事故通报照常进行。",
  ),
  "AK-01": chinese(
    "已收到并阅读",
    "收悉。电文{$ref :value}已收到并阅读。阅读者：{$role :value}。",
    "尚未就此采取行动。",
  ),
  "AK-02": chinese("复诵", "收悉。电文{$ref :value}已收到并理解。我方复诵：{$values :value}。"),
  "AK-03": chinese("未理解", "收悉。电文{$ref :value}已收到但未理解。请澄清：{$unclear :value}。"),
  "AK-04": chinese(
    "请等待",
    "收悉。电文{$ref :value}请等待。我方将在此时间之前答复：{$until :value}。",
  ),
  "AK-05": chinese(
    "已上报",
    "收悉。电文{$ref :value}已上报。上报至：{$level :value}。时间：{$at :value}。",
  ),
  "AK-06": chinese(
    "复诵核对",
    ".input {$differing :value} .match $differing ",
    "ALL-CORRECT {{收悉。贵方复诵{$ref :value}各栏均正确。}} ",
    "* {{收悉。贵方复诵{$ref :value}不正确。不同之处：{$differing}。}}",
  ),
  "DC-01": chinese(
    "接受",
    "决定。提议{$ref :value}已接受。生效时间：{$effective :value}。",
    "我方接受：{$readBack :value}。授权者：{$authority :value}。",
  ),
  "DC-02": chinese(
    "拒绝",
    "决定。提议{$ref :value}已拒绝。理由：{$reason :value}。",
    "我方将再次答复：{$again :value}。授权者：{$authority :value}。",
  ),
  "DC-03": chinese(
    "反提议或推迟",
    ".input {$changes :value} .match $changes ",
    "NONE {{决定。对{$ref :value}推迟作出决定。我方作出决定的最晚时间：{$answerBy :value}。授权者：{$authority :value}。}} ",
    "* {{决定。我方对{$ref :value}提出反提议。改动的值：{$changes}。请贵方答复的最晚时间：{$answerBy :value}。授权者：{$authority :value}。}}",
  ),
  "CR-01": chinese("更正", "更正。电文{$ref :value}已更正。正确的值：{$changes :value}。"),
  "CR-02": chinese("替代", "更正。电文{$ref :value}已被替代。替代内容：{$replacement :value}"),
  "CR-03": chinese(
    "取消或暂缓",
    ".input {$cause :value} .match $cause ",
    "unconfirmed {{更正。在确认之前，请勿依据电文{$ref :value}行动。}} ",
    "* {{更正。电文{$ref :value}已取消。理由：{$cause}。}}",
  ),
  "TN-01": chinese("紧张程度", "宣告。我方紧张程度：{$level :value}。"),
  "TL-01": chinese(
    "附言译文",
    "译文。电文{$ref :value}的附言的译文。等级：{$grade :value}。",
    "语言：{$language :value}。译文：{$translation :value}",
  ),
  "OW-01": chinese(
    "勤务联络",
    "勤务。值班军官之间的联络。不构成任何承诺，也不了结任何事项。{$text :value}",
  ),
}
