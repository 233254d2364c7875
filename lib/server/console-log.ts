import { format } from "node:util";
import { log } from "@/lib/log";
import { shortText } from "@/lib/redact";

/** What Next and other packages say on the console becomes lines of the log: in its form, cut, and without secrets. */
export function logConsole(): void {
  const say =
    (level: "info" | "warn" | "error") =>
    (...said: unknown[]) =>
      log[level]({ from: "console" }, "%s", shortText(format(...said)));
  Object.assign(console, { log: say("info"), info: say("info"), debug: say("info"), warn: say("warn"), error: say("error") });
}
