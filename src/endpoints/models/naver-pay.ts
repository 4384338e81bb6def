import { handle, machineText, model, number, personalText, text, time } from './field.ts';

export const NaverCashAmount = model({
  amount_total: number(),
  amount_by_npoint: number(),
  amount_by_primary: number(),
  amount_supply: number(),
  amount_vat: number(),
});

export const NaverReview = model({
  review_id: machineText(),
  score: text(),
  title: text(),
  content: text(),
  product_order_id: handle(),
  product_id: machineText(),
  product_name: text(),
  product_option_name: text(),
  /** A Naver id, encrypted by Naver. */
  writer: personalText('id'),
  created_at: time(),
  modified_at: time(),
});
