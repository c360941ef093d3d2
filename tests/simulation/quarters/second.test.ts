import { simulate } from "./quarter.ts"

simulate(2)
