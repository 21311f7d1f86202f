/** One pass over the data set, until failed records are tried again in another. */
export const FIRST_PASS = 1;
/** One attempt at the pass's transform job. */
export const FIRST_ATTEMPT = 1;
