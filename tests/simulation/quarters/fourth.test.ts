import { simulate } from "./quarter.ts"

simulate(4)
