/** Something the person at the terminal can put right: `message` is one sentence that says what is wrong and what to do. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {{ cause?: unknown, output?: string }} [options] `output` is what a failed command printed; its end is shown.
   */
  constructor(message, options = {}) {
    super(message, { cause: options.cause });
    this.name = "Failure";
    this.output = options.output ?? "";
  }
}

const ERRNO = {
  ENOSPC: () => "The disk is full: free some space, then run the same command again.",
  EDQUOT: () => "The disk quota is used up: free some space, then run the same command again.",
  EACCES: (error) =>
    `There is no permission to write ${error.path ?? "here"}: run the command as the owner of this folder, or fix its permissions.`,
  EPERM: (error) => `There is no permission to change ${error.path ?? "this file"}: run the command as the owner of this folder.`,
  EROFS: (error) => `${error.path ?? "This folder"} is on a read-only disk: put the checkout where it can be written.`,
  EMFILE: () => "Too many files are open: raise the limit (ulimit -n 4096), then run the same command again.",
};

const OUTPUT = [
  [/ENOSPC|No space left on device/, () => ERRNO.ENOSPC({})],
  [/EDQUOT|Disk quota exceeded/, () => ERRNO.EDQUOT({})],
  [/EROFS|Read-only file system/, () => ERRNO.EROFS({})],
  [/\bEACCES\b|Permission denied/, () => ERRNO.EACCES({})],
];

/**
 * The sentence for a known cause (a full disk, no permission), or null.
 * @param {unknown} error
 * @returns {string | null}
 */
export function sentenceFor(error) {
  if (error instanceof Failure) return error.message;
  return ERRNO[error?.code]?.(error) ?? null;
}

/**
 * The sentence for what a command printed before it failed, or `otherwise`.
 * @param {string} output
 * @param {string} otherwise
 */
export function sentenceForOutput(output, otherwise) {
  const known = OUTPUT.find(([pattern]) => pattern.test(output));
  return known ? known[1]() : otherwise;
}

/**
 * Prints an error as one sentence (unknown ones with their stack) after the end of the failed command's output.
 * @param {unknown} error
 */
export function printFailure(error) {
  const sentence = sentenceFor(error);
  if (error?.output) process.stderr.write(`\n${lastLines(error.output, 60)}\n`);
  process.stderr.write(`\n${sentence ?? error?.stack ?? error}\n`);
}

function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
