import type { Localized } from '../../base/bilingual.ts';
import { formatKst } from '../../base/korean-time.ts';
import type { EarlierWrite, EarlierWriteStatus } from './earlier-writes.ts';

type Describe = (write: { what: string; time: string }) => string;

const warnings: Readonly<Record<EarlierWriteStatus, { en: Describe; ko: Describe }>> = {
  unconfirmed: {
    en: ({ what, time }) =>
      `${what} was sent at ${time} (KST) for the same payment, order or customer, and no response confirmed it. It may have been executed, or the PG may still execute it: if you agree now, both may happen.`,
    ko: ({ what, time }) =>
      `같은 결제·주문·고객에 대해 ${time} KST에 ${what} 요청을 보냈지만 결과를 확인하지 못했습니다. 이미 처리되었거나 PG에서 뒤늦게 처리될 수 있으며, 지금 동의하면 두 요청이 모두 처리될 수 있습니다.`,
  },
  undelivered: {
    en: ({ what, time }) =>
      `${what} was already executed at ${time} (KST) for the same payment, order or customer, but the assistant had stopped waiting for the result. If you agree now, this is done in addition.`,
    ko: ({ what, time }) =>
      `같은 결제·주문·고객에 대한 ${what} 요청이 ${time} KST에 이미 처리되었지만, 어시스턴트가 결과를 받지 못했습니다. 지금 동의하면 추가로 처리됩니다.`,
  },
  executed: {
    en: ({ what, time }) =>
      `The same was already done at ${time} (KST): ${what}. If you agree now, it is done once more.`,
    ko: ({ what, time }) => `같은 ${what} 요청이 ${time} KST에 이미 처리되었습니다. 지금 동의하면 한 번 더 처리됩니다.`,
  },
  interrupted: {
    en: ({ what, time }) =>
      `${what} was sent at ${time} (KST) for the same payment, order or customer, and the server stopped before it knew the outcome. Check in the PortOne console whether it was executed: if you agree now, both may happen.`,
    ko: ({ what, time }) =>
      `같은 결제·주문·고객에 대해 ${time} KST에 ${what} 요청을 보낸 뒤 결과를 확인하기 전에 서버가 중단되었습니다. 포트원 콘솔에서 처리 여부를 확인해 주세요. 지금 동의하면 두 요청이 모두 처리될 수 있습니다.`,
  },
};

/** Describes an earlier write to the person who is asked about a related one. */
export function warnOfEarlierWrite({ title, status, at, amount }: EarlierWrite): Localized {
  const time = formatKst(at, { precision: 'second' });
  const describe = (name: string) => (amount === undefined ? `"${name}"` : `"${name}" (${amount})`);
  return {
    en: warnings[status].en({ what: describe(title.en), time }),
    ko: warnings[status].ko({ what: describe(title.ko), time }),
  };
}

/** The same in a few words, for the first lines of a question, which are short. */
export function summarizeEarlierWrite({ status, at }: EarlierWrite): Localized {
  const time = formatKst(at, { precision: 'second' }).slice('2026-11-21 '.length);
  if (status === 'executed' || status === 'undelivered')
    return { en: `Already done at ${time}.`, ko: `${time}에 이미 처리됨.` };
  return { en: `Sent at ${time}, outcome unknown.`, ko: `${time} 요청의 결과 미확인.` };
}
