import type { Localized } from '../../base/bilingual.ts';
import { formatKst } from '../../base/korean-time.ts';
import type { EarlierWrite, EarlierWriteStatus } from './earlier-writes.ts';

type Describe = (write: { what: string; time: string }) => string;

// Hosts that show three lines of a question cut off the end, so the time and what happened come first.
const warnings: Readonly<Record<EarlierWriteStatus, { en: Describe; ko: Describe }>> = {
  executed: {
    en: ({ what, time }) => `Already done at ${time}: ${what}. If you agree, it is done once more.`,
    ko: ({ what, time }) => `${time}에 같은 ${what} 요청이 이미 처리되었습니다. 동의하면 한 번 더 처리됩니다.`,
  },
  undelivered: {
    en: ({ what, time }) =>
      `Already done at ${time}: ${what}, for the same payment, order or customer. The assistant had stopped waiting and did not see the result. If you agree, this is done in addition.`,
    ko: ({ what, time }) =>
      `${time}에 ${what} 요청이 이미 처리되었습니다(같은 결제·주문·고객). 어시스턴트는 그 결과를 받지 못했습니다. 동의하면 추가로 처리됩니다.`,
  },
  unconfirmed: {
    en: ({ what, time }) =>
      `Sent at ${time}: ${what}, for the same payment, order or customer. It may have been executed, or the PG may still execute it. If you agree, both may happen.`,
    ko: ({ what, time }) =>
      `${time}에 보낸 ${what} 요청이 처리되었거나 PG에서 뒤늦게 처리될 수 있습니다(같은 결제·주문·고객). 동의하면 두 요청이 모두 처리될 수 있습니다.`,
  },
  interrupted: {
    en: ({ what, time }) =>
      `Sent at ${time}: ${what}, for the same payment, order or customer. It may have been executed: the server stopped before it knew. Check in the PortOne console; if you agree, both may happen.`,
    ko: ({ what, time }) =>
      `${time}에 보낸 ${what} 요청이 이미 처리되었을 수 있습니다(같은 결제·주문·고객). 결과를 확인하기 전에 서버가 중단되었으니 포트원 콘솔에서 확인해 주세요. 동의하면 두 요청이 모두 처리될 수 있습니다.`,
  },
};

/** Describes an earlier write to the person who is asked about a related one. */
export function warnOfEarlierWrite({ title, status, at, amount }: EarlierWrite): Localized {
  const time = `${formatKst(at, { precision: 'second' })} KST`;
  const describe = (name: string) => (amount === undefined ? `"${name}"` : `"${name}" (${amount})`);
  return {
    en: warnings[status].en({ what: describe(title.en), time }),
    ko: warnings[status].ko({ what: describe(title.ko), time }),
  };
}

/** The same in a few words, for the first lines of a question, which are short. */
export function summarizeEarlierWrite({ status, at }: EarlierWrite): Localized {
  const dated = formatKst(at, { precision: 'second' });
  // The others are a few minutes old.
  const time = status === 'interrupted' ? dated : dated.slice('2026-11-21 '.length);
  if (status === 'executed' || status === 'undelivered')
    return { en: `Already done at ${time}.`, ko: `${time}에 이미 처리됨.` };
  return { en: `Sent at ${time}, outcome unknown.`, ko: `${time} 요청의 결과 미확인.` };
}
