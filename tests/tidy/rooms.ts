// The map of the house: every room, whose rooms it may know, and which packages it may use. A folder that is not on the map,
// an import that the map does not allow, a package that no room may use: each is a finding. Whoever needs an exception changes
// the map in the same commit and says why.

interface Room {
  /** The folder; a room within another is named by its longer path. */
  readonly path: string
  readonly knows: readonly string[]
  /** Packages by name; `node:` stands for Node's own modules. */
  readonly uses: readonly string[]
  /** Runs where the pages are built and nowhere else: its packages are devDependencies. */
  readonly isBuild?: true
}

const foundation = ["shared", "shared/encoding"]
const signing = [...foundation, "shared/crypto", "shared/records"]
/** What the relay may know of the shared language: everything that is in the clear. */
const inTheClear = [...signing, "shared/wire", "shared/time", "shared/log", "shared/line"]
const everythingShared = [...inTheClear, "shared/catalogue", "shared/dialogue"]

const fonts = ["noto-sans", "noto-sans-arabic", "noto-sans-mono"].map(
  (font) => `@fontsource-variable/${font}`,
)

export const rooms: readonly Room[] = [
  // shared: pure, so no package here touches the world.
  { path: "shared", knows: [], uses: [] },
  { path: "shared/encoding", knows: ["shared"], uses: ["cborg", "@noble/hashes"] },
  {
    path: "shared/crypto",
    knows: foundation,
    uses: ["@noble/hashes", "@noble/curves", "@noble/post-quantum", "@scure/bip39"],
  },
  { path: "shared/records", knows: [...foundation, "shared/crypto"], uses: [] },
  { path: "shared/time", knows: foundation, uses: [] },
  { path: "shared/wire", knows: [...signing, "shared/time"], uses: [] },
  { path: "shared/log", knows: [...signing, "shared/time"], uses: [] },
  { path: "shared/line", knows: [...signing, "shared/time", "shared/log"], uses: [] },
  { path: "shared/catalogue", knows: [...signing, "shared/time"], uses: ["messageformat"] },
  { path: "shared/dialogue", knows: [...inTheClear, "shared/catalogue"], uses: [] },

  // server: it carries and remembers messages, and has nothing that could read them.
  { path: "server/core", knows: inTheClear, uses: [] },
  {
    path: "server/journal",
    knows: [...inTheClear, "server/core"],
    uses: ["classic-level", "node:"],
  },
  {
    path: "server/redis",
    knows: [...foundation, "server/journal"],
    uses: ["redis", "node:"],
  },
  {
    path: "server/journal/redis",
    knows: [...inTheClear, "server/journal", "server/redis"],
    uses: ["node:"],
  },
  {
    path: "server/presence",
    knows: [...inTheClear, "server/core", "server/redis"],
    uses: ["node:"],
  },
  {
    path: "server/shell",
    knows: [...inTheClear, "server/core", "server/journal", "server/presence", "server/redis"],
    uses: ["ws", "express", "pino", "prom-client", "@noble/post-quantum", "@noble/hashes", "node:"],
  },
  {
    path: "server",
    knows: [
      ...inTheClear,
      "server/core",
      "server/journal",
      "server/journal/redis",
      "server/presence",
      "server/redis",
      "server/shell",
    ],
    uses: ["valibot", "pino", "node:"],
  },

  // client: the SDK runs in browsers too, so Node's modules come in through its ports, from the command line.
  {
    path: "client/sdk",
    knows: everythingShared,
    uses: [
      "tweetnacl",
      "@noble/ciphers",
      "@noble/hashes",
      "@noble/post-quantum",
      "hash-wasm",
      "uuid",
    ],
  },
  // A desk at work: the SDK's machine between a store, sockets and clocks that come in through ports, and the requests it answers.
  { path: "client/runtime", knows: [...everythingShared, "client/sdk"], uses: ["valibot"] },
  // In a browser: the worker is the desk's home there, the pages are screens and hold no key.
  {
    path: "client/web/worker",
    knows: [...everythingShared, "client/sdk", "client/runtime"],
    uses: ["idb", "valibot"],
  },
  {
    path: "client/web/ui",
    knows: [...everythingShared, "client/runtime"],
    uses: ["react", "messageformat", "@fontsource-variable/noto-sans-sc"],
  },
  {
    path: "client/web/desk",
    knows: [
      ...everythingShared,
      "client/sdk",
      "client/runtime",
      "client/web/ui",
      "client/web/worker",
    ],
    uses: ["react", "react-dom", "valibot", "react-aria-components", ...fonts],
  },
  // How the pages are built; nothing that runs is in it.
  {
    path: "client/web",
    knows: [],
    uses: ["vite", "@vitejs/plugin-react", "node:"],
    isBuild: true,
  },
  {
    path: "client/cli",
    knows: [...everythingShared, "client/sdk", "client/runtime"],
    uses: ["classic-level", "commander", "express", "picocolors", "ws", "valibot", "node:"],
  },
]

/** Tests know every room and use what package.json lists, and nothing knows them. */
export const tests = "tests"

/**
 * The room a file is in: the one with the longest path. A room with rooms inside holds only the files at its own top, so that
 * a new folder is a finding until somebody has put it on the map.
 */
export function roomOf(path: string): string | undefined {
  const folder = path.slice(0, Math.max(path.lastIndexOf("/"), 0))
  const all = [...rooms.map((room) => room.path), tests]
  const around = all.filter((room) => isIn(folder, room))
  return around
    .filter((room) => folder === room || !all.some((other) => isIn(other, room) && other !== room))
    .toSorted((a, b) => b.length - a.length)[0]
}

function isIn(folder: string, room: string): boolean {
  return folder === room || folder.startsWith(`${room}/`)
}
