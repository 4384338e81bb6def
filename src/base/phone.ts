/** Area and mobile codes without their leading zero, as they follow the country code. */
const KOREAN_COUNTRY_CODE = /^(?:00)?820?(?=1\d{8,9}$|[2-7]\d{7,9}$)/;

/** The digits of a telephone number as it is dialled in Korea, however it was typed; empty when the text holds none. */
export const normalizePhone = (text: string | null | undefined): string =>
  (text ?? '').normalize('NFKC').replace(/\D/g, '').replace(KOREAN_COUNTRY_CODE, '0');
