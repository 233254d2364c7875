/** The classes of a link in running text. */
export const TEXT_LINK = "text-accent underline decoration-accent/35 underline-offset-2 hover:decoration-accent";
