// The log: facts as a table, the line of time, and the proof; and what can be taken away from it.

import { useState, type ReactNode } from "react"
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components"

import { useSay } from "../../ui/settings.tsx"
import { Chart } from "./chart.tsx"
import { Export } from "./export.tsx"
import type { Fact } from "./fact-line.ts"
import { FactTable } from "./fact-table.tsx"
import { PrintedFacts } from "./printed-facts.tsx"
import { ProofView } from "./proof.tsx"
import { useLog } from "./use-log.ts"

export function LogScreen(): ReactNode {
  const say = useSay()
  const log = useLog()
  const [printed, setPrinted] = useState<readonly Fact[] | undefined>()
  const { head } = log
  return (
    <section className="screen log" aria-label={say("log.title")}>
      <h2>{say("log.title")}</h2>
      <Export head={head} onPrint={setPrinted} />
      <p role="status" className="small">
        {head === undefined || head.read < head.of
          ? say("log.reading", { read: head?.read ?? 0, of: head?.of ?? 0 })
          : say("log.count", { number: head.total })}
      </p>
      <Tabs className="views">
        <TabList aria-label={say("log.views")} className="buttons">
          <Tab id="facts">{say("log.table")}</Tab>
          <Tab id="chart">{say("log.chart")}</Tab>
          <Tab id="proof">{say("log.proof.title")}</Tab>
        </TabList>
        <TabPanel id="facts">
          <FactTable log={log} />
        </TabPanel>
        <TabPanel id="chart">
          <Chart head={head} />
        </TabPanel>
        <TabPanel id="proof">
          <ProofView />
        </TabPanel>
      </Tabs>
      {printed === undefined || head === undefined ? null : (
        <PrintedFacts
          facts={printed}
          head={head}
          onPrinted={() => {
            setPrinted(undefined)
          }}
        />
      )}
    </section>
  )
}
