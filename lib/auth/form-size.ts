/** The most that a form or an action of a page may send: what the API takes, so that whatever it answered to can be saved as a thread. */
export const FORM_BYTES_MAX = 8 * 1024 * 1024;
