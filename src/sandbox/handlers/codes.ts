import { banks } from '../../endpoints/banks.ts';
import { getBankCode, getCardCode, listBankCodes, listCardCodes } from '../../endpoints/catalog/codes.ts';
import { cards } from '../data/cards.ts';
import { respondError, respondOk } from '../envelope.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

export const codeHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(listBankCodes, () => respondOk(banks)),
  createEndpointHandler(getBankCode, ({ args }) => {
    const bank = banks.find(({ code }) => code === args.bank_standard_code);
    return bank ? respondOk(bank) : respondError(404, '코드에 해당하는 은행정보가 존재하지 않습니다.');
  }),
  createEndpointHandler(listCardCodes, () => respondOk(cards)),
  createEndpointHandler(getCardCode, ({ args }) => {
    const card = cards.find(({ code }) => code === args.card_standard_code);
    return card ? respondOk(card) : respondError(404, '코드에 해당하는 카드사정보가 존재하지 않습니다.');
  }),
];
