/** The version of this server; the same as in package.json, which the built server does not have at hand. */
export const VERSION = "0.1.0";
