const MESSAGES: Record<string, string> = {
  CredentialsSignin: "The e-mail address or the password is wrong.",
  throttled: "Too many attempts. Wait 15 minutes, or sign in with a link.",
  link_unusable: "This link has been used or has expired. Ask for a new one.",
  unavailable: "The server could not check the sign-in. Try again in a moment.",
  sign_up_closed: "There is no account for this identity here, and sign-up is closed. Ask the owner of this server.",
  email_unverified: "The provider has not verified an e-mail address of yours, so no account can be made from it.",
  confirm_account:
    "An account with this address exists here, and nobody has verified that the address is its user's. If it is yours, sign in with its password and connect this identity under Settings. If it is not, tell the owner of this server.",
  disabled: "This account is disabled. Ask the owner of this server.",
  AccessDenied: "The provider did not let you in.",
};

/** What to tell somebody whose sign-in failed; `reason` may come from a URL and be anything. */
export function signInMessage(reason: string): string {
  return (Object.hasOwn(MESSAGES, reason) ? MESSAGES[reason] : undefined) ?? "The sign-in did not work. Try again.";
}
