/** For how many days an invitation may be accepted. */
export const INVITATION_DAYS = [1, 7, 30] as const;
