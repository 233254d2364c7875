/** What a provider answered instead of an answer, as the cause of the error that a client sees. */
export class Refusal extends Error {
  constructor(
    provider: string,
    readonly status: number,
    /** The body, as it came. */
    readonly body: string,
  ) {
    super(`${provider} answered ${status}: ${body.slice(0, 2_000)}`);
    this.name = "Refusal";
  }
}
