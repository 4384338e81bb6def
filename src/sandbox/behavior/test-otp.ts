/** The code that every test phone receives; the sandbox's own convention. */
export const TEST_OTP = '000000';
