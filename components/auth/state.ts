/** What the sign-in form shows after an attempt; `attempt` tells two failures with the same words apart. */
export interface SignInState {
  email: string;
  error: string | null;
  attempt: number;
}

/** `waiting`: not tried yet. `spent`: used or expired. `failed`: the server could not check it. */
export type LinkState = "waiting" | "spent" | "failed";

export interface SignUpState {
  email: string;
  name: string;
  done: boolean;
  errors: { email?: string; name?: string; password?: string; form?: string };
}

/** What somebody who accepts an invitation is told when they did not become a member. */
export type JoinState = string | null;
