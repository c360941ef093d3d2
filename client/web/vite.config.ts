// Builds the pages: one bundle for the desk, served by the party's own desk host. Nothing is inlined and nothing is fetched from
// elsewhere, so that the strictest policy holds.

import react from "@vitejs/plugin-react"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vite"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here("desk"),
  publicDir: here("desk/public"),
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: here("../../dist/web/desk"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    reportCompressedSize: false,
    // A desk is loaded once a shift, from its own host: one file is simpler to name in a policy than ten.
    chunkSizeWarningLimit: 1_024,
  },
  logLevel: "warn",
})
