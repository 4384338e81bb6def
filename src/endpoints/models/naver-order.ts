import { handle, machineText, model, number, personalText, text, time } from './field.ts';

const NaverOrderer = model({
  name: personalText('name'),
  id: personalText('id'),
  tel: personalText('phone'),
});

const NaverAddress = model({
  base: personalText('address'),
  detail: personalText('address'),
  postcode: personalText('postcode'),
  tel1: personalText('phone'),
  tel2: personalText('phone'),
  name: personalText('name'),
});

export const NaverProductOrder = model({
  product_order_id: handle(),
  product_order_status: text(),
  claim_type: text(),
  claim_status: text(),
  product_id: machineText(),
  product_name: text(),
  product_option_id: machineText(),
  product_option_name: text(),
  product_amount: number(),
  delivery_amount: number(),
  quantity: number(),
  orderer: NaverOrderer.nullish(),
  shipping_address: NaverAddress.nullish(),
  /** Buyers write door codes and phone numbers here, so it is masked entirely. */
  shipping_memo: personalText('identity'),
  shipping_due: time(),
  /** The buyer's customs number (개인통관고유부호). */
  individual_code: personalText('identity'),
});
