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
  "CR-01": chinese("更正", "更正。电文{$ref :value}已更正。正确的值：{$changes :value}。"),
  "CR-02": chinese("替代", "更正。电文{$ref :value}已被替代。替代内容：{$replacement :value}"),
  "CR-03": chinese(
    "取消或暂缓",
    ".input {$cause :value} .match $cause ",
    "unconfirmed {{更正。在确认之前，请勿依据电文{$ref :value}行动。}} ",
    "* {{更正。电文{$ref :value}已取消。理由：{$cause}。}}",
  ),
  "TN-01": chinese("紧张程度", "宣告。我方紧张程度：{$level :value}。"),
}
