import { type CreateUserResult, createUser } from "@/lib/workspaces/mutations";
import { failed, json, type Outcome, wronglyCalled } from "./outcome";
import { readArguments } from "./read-arguments";

export async function createUserCommand(args: string[], readInput: () => string): Promise<Outcome> {
  const options = {
    email: { type: "string" },
    name: { type: "string" },
    "password-stdin": { type: "boolean" },
    json: { type: "boolean" },
  } as const;
  const read = readArguments(args, options);
  if ("failure" in read) return read.failure;
  const { email, name = null } = read.values;
  if (email === undefined) return wronglyCalled("The user needs an e-mail address: --email ADDRESS.");
  // A password on the command line would stay in the shell's history.
  const password = read.values["password-stdin"] ? readInput().replace(/\r?\n$/, "") : null;
  const result = await createUser({ email, name, password });
  if (!result.ok) return failed(sentence(result));
  const { user } = result;
  if (read.values.json) return { code: 0, out: json(user) };
  const way = password === null ? " without a password: they sign in through GitHub or Google" : "";
  return { code: 0, out: user.id, err: `Created the user ${user.email}${way}.` };
}

function sentence(result: Exclude<CreateUserResult, { ok: true }>): string {
  switch (result.reason) {
    case "invalid":
      return result.message;
    case "weak_password":
      return "The password is too easy to guess.";
    case "email_taken":
      return "Another user already has this e-mail address.";
  }
}
