import { cliName } from "@/lib/env";
import { createKeyCommand, listKeysCommand, revokeKeyCommand } from "./keys";
import { listModelsCommand } from "./models";
import { failed, type Outcome, wronglyCalled } from "./outcome";
import { ownerLinkCommand } from "./owner-link";
import { createUserCommand } from "./users";

const USAGE = `<command> [options]

  keys create --name NAME   Make an API key; its secret is printed once, on stdout.
    --expires-in TIME         30m, 12h, 90d, 4w (default: never)
    --models ID,ID            only these models (default: every model)
  keys list                 The keys, newest first.
  keys revoke KEY           End a key for good. KEY is its id, its name, or the shown start…last4.
  owner-link                A link that signs the owner in, once, within 15 minutes.
  users create --email E    Add a user with a workspace of their own.
    --name NAME
    --password-stdin          read the password from stdin
  backup FILE               Save all that the database holds, while it is used.
  restore FILE              Bring it into an empty database, before the first start.
  models                    The models, and what the others need.

  --workspace WORKSPACE     (keys) a workspace's id or its user's e-mail address (default: the owner's)
  --json                    print JSON
  --help                    print this

Exit codes: 0 done, 1 not done, 2 wrongly called.`;

/** What `--help` prints. */
export function help(): string {
  return `Usage: ${cliName()} ${USAGE}`;
}

type Command = (args: string[], readInput: () => string) => Promise<Outcome>;

const COMMANDS: Record<string, Command> = {
  "keys create": createKeyCommand,
  "keys list": listKeysCommand,
  "keys revoke": revokeKeyCommand,
  "owner-link": ownerLinkCommand,
  "users create": createUserCommand,
  models: listModelsCommand,
};

/** Runs one command. Never throws: what goes wrong is an outcome with one sentence. `readInput` gives all of stdin. */
export async function runCommand(args: string[], readInput: () => string): Promise<Outcome> {
  if (args.includes("--help") || args.includes("-h") || args[0] === "help") return { code: 0, out: help() };
  const [first, second] = args;
  if (first === undefined) return wronglyCalled("Say what to do.");
  const name = Object.keys(COMMANDS).find((command) => command === first || command === `${first} ${second}`);
  const command = name === undefined ? undefined : COMMANDS[name];
  if (!name || !command) return wronglyCalled(`There is no command '${args.slice(0, 2).join(" ")}'.`);
  try {
    return await command(args.slice(name.split(" ").length), readInput);
  } catch (error) {
    return failed(sentence(error));
  }
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return "The command failed.";
  const whole = `${error.name} ${error.message}`;
  if (/ECONNREFUSED|ECONNRESET|ENOTFOUND|terminat|P1001|DatabaseNotReachable|Can't reach/i.test(whole)) {
    return "The database can't be reached: is DATABASE_URL right, and is it running?";
  }
  if (/No space left on device|disk is full|DiskFull|53100/i.test(whole)) {
    return "The disk of the database is full: free some space, then run the same command again.";
  }
  // Prisma's messages are an excerpt of its caller's code and the database's own words.
  return error.name.startsWith("Prisma") ? "The database failed at this command; its log says why." : error.message;
}
