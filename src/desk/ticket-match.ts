import type { PaymentRow, Ticket } from './case.ts';

const digits = (text: string | null | undefined) => (text ?? '').replace(/\D/g, '');
const letters = (text: string | null | undefined) => (text ?? '').normalize('NFC').replace(/\s/g, '').toLowerCase();

/** Fewer digits than these would fit half of the buyers. */
const FEWEST_DIGITS = 4;

const isTel = (row: PaymentRow, tel: string) => {
  const wanted = digits(tel);
  return wanted.length >= FEWEST_DIGITS && digits(row.buyer_tel).endsWith(wanted);
};

/** Whether a payment fits all that a ticket tells of it, beside its ids. The last four digits of a telephone will do. */
export function fits(row: PaymentRow, { buyer_tel, buyer_name, buyer_email, amount, customer_uid }: Ticket): boolean {
  return (
    (buyer_tel === undefined || isTel(row, buyer_tel)) &&
    (buyer_name === undefined || letters(row.buyer_name).includes(letters(buyer_name))) &&
    (buyer_email === undefined || letters(row.buyer_email) === letters(buyer_email)) &&
    (amount === undefined || row.amount === amount) &&
    (customer_uid === undefined || row.customer_uid === customer_uid)
  );
}
