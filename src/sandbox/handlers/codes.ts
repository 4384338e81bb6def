import { getBankCode, getCardCode, listBankCodes, listCardCodes } from '../../endpoints/catalog/codes.ts';
import { banks } from '../data/banks.ts';
import { cards } from '../data/cards.ts';
import { failed, ok } from '../envelope.ts';
import { type Handler, on } from './handler.ts';

export const codeHandlers: readonly Handler[] = [
  on(listBankCodes, () => ok(banks)),
  on(getBankCode, ({ args }) => {
    const bank = banks.find(({ code }) => code === args.bank_standard_code);
    return bank ? ok(bank) : failed(404, '코드에 해당하는 은행정보가 존재하지 않습니다.');
  }),
  on(listCardCodes, () => ok(cards)),
  on(getCardCode, ({ args }) => {
    const card = cards.find(({ code }) => code === args.card_standard_code);
    return card ? ok(card) : failed(404, '코드에 해당하는 카드사정보가 존재하지 않습니다.');
  }),
];
