/** What stands above the questions that may be asked next. */
export const FOLLOW_UPS_HEADING = "Ask next";
