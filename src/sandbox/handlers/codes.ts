import type { Localized } from '../../base/bilingual.ts';
import { banks } from '../../endpoints/banks.ts';
import { cardCompanies } from '../../endpoints/card-companies.ts';
import { getBankCode, getCardCode, listBankCodes, listCardCodes } from '../../endpoints/catalog/codes.ts';
import { respondError, respondOk } from '../envelope.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

/** As PortOne lists companies, by their Korean names. */
const toRow = ({ code, name }: { code: string; name: Localized }) => ({ code, name: name.ko });
const bankRows = banks.map(toRow);
const cardRows = cardCompanies.map(toRow);

export const codeHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(listBankCodes, () => respondOk(bankRows)),
  createEndpointHandler(getBankCode, ({ args }) => {
    const bank = bankRows.find(({ code }) => code === args.bank_standard_code);
    return bank ? respondOk(bank) : respondError(404, '코드에 해당하는 은행정보가 존재하지 않습니다.');
  }),
  createEndpointHandler(listCardCodes, () => respondOk(cardRows)),
  createEndpointHandler(getCardCode, ({ args }) => {
    const card = cardRows.find(({ code }) => code === args.card_standard_code);
    return card ? respondOk(card) : respondError(404, '코드에 해당하는 카드사정보가 존재하지 않습니다.');
  }),
];
