// `parley completion`: a script for the shell, made from the commands themselves, so that it never knows less than they do.

import type { Command } from "commander"

import { Failure } from "../runtime/failure.ts"
import { examplesOf } from "./output/help.ts"
import type { Io } from "./output/io.ts"

/** What may come after a command: its subcommands and its options. */
interface Place {
  /** Empty for `parley` itself, then words with a space before each: " officer invite". */
  readonly path: string
  readonly words: readonly string[]
  readonly options: readonly string[]
}

const shells: ReadonlyMap<string, (places: readonly Place[]) => string> = new Map([
  ["bash", bash],
  ["zsh", zsh],
  ["fish", fish],
])

const examples = `Examples:
  parley completion bash > ~/.local/share/bash-completion/completions/parley
  parley completion zsh > "\${fpath[1]}/_parley"
  parley completion fish > ~/.config/fish/completions/parley.fish
`

export function registerCompletion(program: Command, io: Io): void {
  const names = [...shells.keys()].join(", ")
  program
    .command("completion <shell>")
    .description(`a completion script for ${names}`)
    .addHelpText("beforeAll", examplesOf(examples))
    .action((shell: string) => {
      const write = shells.get(shell)
      if (write === undefined) {
        throw new Failure("cli/usage", `there is completion for ${names}; not for ${shell}`)
      }
      io.out.write(write(placesOf(program)))
    })
}

function placesOf(program: Command): readonly Place[] {
  const shared = optionsOf(program)
  const places: Place[] = []
  const visit = (command: Command, path: string): void => {
    const words = command.commands.map((each) => each.name())
    const options = path === "" ? shared : [...optionsOf(command), ...shared]
    places.push({ path, words, options: [...new Set(options)].toSorted() })
    for (const each of command.commands) visit(each, `${path} ${each.name()}`)
  }
  visit(program, "")
  return places
}

function optionsOf(command: Command): readonly string[] {
  return ["--help", ...command.options.flatMap((option) => option.long ?? [])]
}

/** Options whose value is the next word: it must not be taken for a command. */
const homeOptions = "--home|--passphrase-file"

/** The words typed so far, as a place: a word counts if it leads somewhere from the place reached. */
function pathLoop(words: string): string {
  return `  local place="" skip="" word
  for word in ${words}; do
    if [ -n "$skip" ]; then skip=""; continue; fi
    case "$word" in ${homeOptions}) skip=1; continue ;; esac
    if __parley_leads "$place $word"; then place="$place $word"; fi
  done`
}

function shellFunctions(places: readonly Place[]): string {
  const inner = places.filter(({ path }) => path !== "").map(({ path }) => `"${path}"`)
  const cases = places.map(
    ({ path, words, options }) => `    "${path}") echo "${[...words, ...options].join(" ")}" ;;`,
  )
  return `__parley_leads() {
  case "$1" in ${inner.join("|")}) return 0 ;; esac
  return 1
}
__parley_words() {
  case "$1" in
${cases.join("\n")}
  esac
}`
}

function bash(places: readonly Place[]): string {
  return `# bash completion for parley
${shellFunctions(places)}
_parley() {
${pathLoop('"${COMP_WORDS[@]:1:COMP_CWORD-1}"')}
  COMPREPLY=($(compgen -W "$(__parley_words "$place")" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _parley parley
`
}

function zsh(places: readonly Place[]): string {
  return `#compdef parley
${shellFunctions(places)}
_parley() {
${pathLoop('"${(@)words[2,CURRENT-1]}"')}
  local -a candidates
  candidates=(\${=$(__parley_words "$place")})
  compadd -a candidates
  _files
}
compdef _parley parley
`
}

function fish(places: readonly Place[]): string {
  const inner = places.filter(({ path }) => path !== "").map(({ path }) => `'${path}'`)
  const cases = places.map(
    ({ path, words, options }) =>
      `    case '${path}'\n      string split ' ' -- '${[...words, ...options].join(" ")}'`,
  )
  return `# fish completion for parley
function __parley_words
  set -l place ''
  set -l skip 0
  for word in (commandline -opc)[2..]
    if test $skip = 1; set skip 0; continue; end
    if contains -- $word ${homeOptions.replaceAll("|", " ")}; set skip 1; continue; end
    if contains -- "$place $word" ${inner.join(" ")}; set place "$place $word"; end
  end
  switch "$place"
${cases.join("\n")}
  end
end
complete -c parley -a '(__parley_words)'
`
}
