import { describe, expect, test } from "vitest"

import { readAddresses, writeAddresses } from "../../../../client/cli/home/addresses.ts"
import { homeLayout } from "../../../../client/cli/home/layout.ts"
import { writePrivate } from "../../../../client/cli/home/private-file.ts"
import { branded } from "../../../../shared/encoding/schema.ts"
import type { RelayId } from "../../../../shared/records/names.ts"
import { temporaryFolder } from "../temporary-folder.ts"

const relay = branded<RelayId>("0011223344556677")

describe("addresses that this machine knows better", () => {
  test("are none by default, and read back", async () => {
    const layout = homeLayout(temporaryFolder())
    expect(await readAddresses(layout)).toEqual(new Map())
    const addresses = new Map([[relay, "ws://127.0.0.1:7410/circuit"]])
    await writeAddresses(layout, addresses)
    expect(await readAddresses(layout)).toEqual(addresses)
  })

  test.each(['["ws://x"]', "not json", `{"${relay}":"http://x"}`, '{"relay A":"ws://x"}'])(
    "in the form %j are refused",
    async (text) => {
      const layout = homeLayout(temporaryFolder())
      await writePrivate(layout.addresses, text)
      await expect(readAddresses(layout)).rejects.toMatchObject({ code: "cli/configuration" })
    },
  )
})
