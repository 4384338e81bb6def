/** The code sent to every phone, a convention of the sandbox. */
export const TEST_OTP = '000000';
