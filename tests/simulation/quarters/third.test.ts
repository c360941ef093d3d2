import { simulate } from "./quarter.ts"

simulate(3)
