/** Area and mobile codes without their leading zero, as they appear after the country code. */
const KOREAN_COUNTRY_CODE = /^(?:00)?820?(?=1\d{8,9}$|[2-7]\d{7,9}$)/;

/** Normalizes a phone number to the digits dialed within Korea; empty if the text contains none. */
export const normalizePhone = (text: string | null | undefined): string =>
  (text ?? '').normalize('NFKC').replace(/\D/g, '').replace(KOREAN_COUNTRY_CODE, '0');
