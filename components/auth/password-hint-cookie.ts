/** Set by the browser once the hint to set a password was dismissed. */
export const PASSWORD_HINT_COOKIE = "vitrine-password-hint";
